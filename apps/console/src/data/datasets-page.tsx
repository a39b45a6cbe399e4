export function DatasetsPage() {
  return <h1 className="font-serif text-3xl">Datasets</h1>;
}
