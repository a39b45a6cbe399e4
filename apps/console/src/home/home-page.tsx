export function HomePage() {
  return <h1 className="font-serif text-3xl">Home</h1>;
}
