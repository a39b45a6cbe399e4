import type { App } from '../routes/route-input.ts';
import { mlflowExperiments } from './experiments.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { mlflowRuns } from './runs.ts';

/** MLflow's tracking server and registry on the same record, for its unmodified clients. */
export function mlflowRoutes(input: MlflowInput): void {
  input.app.register(async (scope) => {
    scope.setSerializerCompiler(() => JSON.stringify);
    const mlflow: MlflowInput = { ...input, app: scope as App };
    mlflowExperiments(mlflow);
    mlflowRuns(mlflow);
  });
}
