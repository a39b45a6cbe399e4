export function PredictionsPage() {
  return <h1 className="font-serif text-3xl">Predictions</h1>;
}
