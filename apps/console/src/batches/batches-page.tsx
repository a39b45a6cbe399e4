export function BatchesPage() {
  return <h1 className="font-serif text-3xl">Batches</h1>;
}
