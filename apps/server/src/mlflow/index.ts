import type { App } from '../routes/route-input.ts';
import { mlflowArtifactDownloads } from './artifact-downloads.ts';
import { mlflowArtifactLists } from './artifact-lists.ts';
import { mlflowArtifactProxy } from './artifact-proxy.ts';
import { mlflowExperimentChanges } from './change-experiments.ts';
import { mlflowVersionCreation } from './create-version.ts';
import { mlflowExperiments } from './experiments.ts';
import { mlflowLogging } from './log-runs.ts';
import { mlflowRunOutputs } from './logged-model-runs.ts';
import { mlflowLoggedModelSearch } from './logged-model-search.ts';
import { mlflowLoggedModels } from './logged-models.ts';
import { mlflowMetrics } from './metrics.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { mlflowModelAliases } from './model-aliases.ts';
import { mlflowModelVersions } from './model-versions.ts';
import { mlflowRegisteredModels } from './registered-models.ts';
import { mlflowRegistrySearches } from './registry-searches.ts';
import { mlflowDatasets } from './run-datasets.ts';
import { mlflowRuns } from './runs.ts';
import { mlflowServerInfo } from './server-info.ts';

/** MLflow's tracking server and registry on the same record, for its unmodified clients. */
export function mlflowRoutes(input: MlflowInput): void {
  input.app.register(async (scope) => {
    scope.setSerializerCompiler(() => JSON.stringify);
    const mlflow: MlflowInput = { ...input, app: scope as App };
    mlflowExperiments(mlflow);
    mlflowExperimentChanges(mlflow);
    mlflowRuns(mlflow);
    mlflowLogging(mlflow);
    mlflowMetrics(mlflow);
    mlflowDatasets(mlflow);
    mlflowServerInfo(mlflow);
    mlflowRunOutputs(mlflow);
    mlflowLoggedModels(mlflow);
    mlflowLoggedModelSearch(mlflow);
    mlflowRegisteredModels(mlflow);
    mlflowRegistrySearches(mlflow);
    mlflowVersionCreation(mlflow);
    mlflowModelVersions(mlflow);
    mlflowModelAliases(mlflow);
    mlflowArtifactProxy(mlflow);
    mlflowArtifactLists(mlflow);
    mlflowArtifactDownloads(mlflow);
  });
}
