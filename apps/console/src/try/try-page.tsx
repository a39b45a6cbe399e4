export function TryPage() {
  return <h1 className="font-serif text-3xl">Try</h1>;
}
