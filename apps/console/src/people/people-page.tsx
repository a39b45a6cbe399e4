export function PeoplePage() {
  return <h1 className="font-serif text-3xl">People</h1>;
}
