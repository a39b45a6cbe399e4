import type { MlflowMetric } from '@verdict/api/mlflow';
import type { MetricToLog } from '@verdict/ledger';
import { refuse } from './refuse.ts';

/** A metric as its client sends it, with the logged model and the data that it may have been measured of. */
export function metricToLog(metric: MlflowMetric): MetricToLog {
  const { key, value, timestamp, step = 0, model_id, dataset_name, dataset_digest } = metric;
  if (Boolean(dataset_name) !== Boolean(dataset_digest)) {
    refuse('Both dataset_name and dataset_digest must be provided if one is provided');
  }
  return {
    key,
    value: Number(value),
    atMs: timestamp,
    step,
    ...(model_id && { modelId: model_id }),
    ...(dataset_name && { datasetName: dataset_name }),
    ...(dataset_digest && { datasetDigest: dataset_digest }),
  };
}
