export function EventsPage() {
  return <h1 className="font-serif text-3xl">Events</h1>;
}
