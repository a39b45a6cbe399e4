export function LivePage() {
  return <h1 className="font-serif text-3xl">Live</h1>;
}
