import type { MlflowLoggedModel } from '@verdict/api/mlflow';
import type { LoggedModel } from '@verdict/ledger';
import { loggedModelArtifactUri } from './artifact-uris.ts';
import { wireNumber, wirePairs } from './wire-number.ts';

export const loggedModelStatuses = {
  pending: 'LOGGED_MODEL_PENDING',
  ready: 'LOGGED_MODEL_READY',
  failed: 'LOGGED_MODEL_UPLOAD_FAILED',
} as const;

/** `location` is that of its experiment. Lists that are empty are left out, as everywhere in MLflow's JSON. */
export function presentLoggedModel(model: LoggedModel, location: string): MlflowLoggedModel {
  return {
    info: {
      model_id: model.id,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: model.createdMs,
      last_updated_timestamp_ms: model.updatedMs,
      artifact_uri: loggedModelArtifactUri(location, model.id),
      status: loggedModelStatuses[model.status],
      model_type: model.modelType,
      source_run_id: model.sourceRunId ?? '',
      ...(model.statusMessage !== '' && { status_message: model.statusMessage }),
      ...someOf('tags', wirePairs(model.tags)),
      ...someOf(
        'registrations',
        model.versions.map(({ name, number }) => ({ name, version: String(number) })),
      ),
    },
    data: {
      ...someOf('params', wirePairs(model.params)),
      ...someOf(
        'metrics',
        model.metrics.map(({ key, value, atMs, step, runId, datasetName, datasetDigest }) => ({
          key,
          value: wireNumber(value),
          timestamp: atMs,
          step,
          ...(datasetName !== '' && { dataset_name: datasetName }),
          ...(datasetDigest !== '' && { dataset_digest: datasetDigest }),
          model_id: model.id,
          run_id: runId,
        })),
      ),
    },
  };
}

function someOf<Key extends string, Item>(key: Key, items: readonly Item[]): { [name in Key]?: Item[] } {
  return items.length > 0 ? ({ [key]: [...items] } as { [name in Key]: Item[] }) : {};
}
