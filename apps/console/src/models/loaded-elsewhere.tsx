/** How MLflow’s client gets back a version that it registered. */
export function LoadedElsewhere({ model, version }: { readonly model: string; readonly version: number }) {
  return (
    <>
      MLflow’s client loads version {version} with{' '}
      <code className="font-mono text-sm [overflow-wrap:anywhere]">
        mlflow.pyfunc.load_model({JSON.stringify(`models:/${model}/${version}`)})
      </code>
      .
    </>
  );
}
