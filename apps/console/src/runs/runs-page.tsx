export function RunsPage() {
  return <h1 className="font-serif text-3xl">Runs</h1>;
}
