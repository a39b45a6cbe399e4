export function ModelsPage() {
  return <h1 className="font-serif text-3xl">Models</h1>;
}
