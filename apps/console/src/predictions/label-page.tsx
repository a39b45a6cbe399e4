export function LabelPage() {
  return <h1 className="font-serif text-3xl">Label</h1>;
}
