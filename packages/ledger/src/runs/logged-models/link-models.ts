import type { Ledger } from '../../ledger.ts';
import { assertText } from '../../names.ts';
import { assertAtMost, assertWhole } from '../check-entry.ts';
import { runLimits } from '../limits.ts';
import type { Batch, MetricToLog } from '../run.ts';
import { insertModelPoints, type ModelLink, selectModelNumbers, upsertModelLinks } from './link.store.ts';
import { loggedModelUnknown } from './read-logged-models.ts';

type OfModels = Pick<Batch, 'metrics' | 'modelInputs' | 'modelOutputs'>;

export function assertModels({ metrics = [], modelInputs = [], modelOutputs = [] }: OfModels): void {
  assertAtMost('models', modelInputs.length + modelOutputs.length, runLimits.batchInputs);
  for (const { step } of modelOutputs) assertWhole('The step of a model', step);
  for (const { key, modelId, datasetName = '', datasetDigest = '' } of metrics) {
    if (modelId === undefined) continue;
    assertText(`name of the dataset of the metric ${key}`, datasetName, runLimits.inputNameLength);
    assertText(`digest of the dataset of the metric ${key}`, datasetDigest, runLimits.inputDigestLength);
  }
}

export function isOfModels({ metrics = [], modelInputs = [], modelOutputs = [] }: OfModels): boolean {
  return (
    modelInputs.length > 0 || modelOutputs.length > 0 || metrics.some(({ modelId }) => modelId !== undefined)
  );
}

/** What a run says of logged models: which it read, which it made, and what it measured of them. */
export async function logToModels(
  inside: Ledger,
  runNo: number,
  { metrics = [], modelInputs = [], modelOutputs = [] }: OfModels,
  nowMs: number,
): Promise<void> {
  const measured = metrics.filter((metric): metric is MeasuredMetric => metric.modelId !== undefined);
  const ids = new Set([
    ...measured.map(({ modelId }) => modelId),
    ...modelInputs,
    ...modelOutputs.map(({ id }) => id),
  ]);
  const numbers = await selectModelNumbers(inside.sql, [...ids].map(storable));
  const numberOf = (id: string): number => {
    const number = numbers.get(id);
    if (number === undefined) throw loggedModelUnknown(id);
    return number;
  };
  const points = measured.map(({ modelId, key, value, atMs = nowMs, step = 0, ...on }) => ({
    modelNo: numberOf(modelId),
    key,
    value,
    atMs,
    step,
    datasetName: on.datasetName ?? '',
    datasetDigest: on.datasetDigest ?? '',
  }));
  const links = new Map<string, ModelLink>();
  for (const id of modelInputs) links.set(`input ${id}`, { modelNo: numberOf(id), role: 'input', step: 0 });
  for (const { id, step } of modelOutputs) {
    links.set(`output ${id}`, { modelNo: numberOf(id), role: 'output', step });
  }
  if (points.length > 0) await insertModelPoints(inside.sql, runNo, points);
  if (links.size > 0) await upsertModelLinks(inside.sql, runNo, [...links.values()]);
}

type MeasuredMetric = MetricToLog & { readonly modelId: string };

function storable(id: string): string {
  if (id.includes('\0') || !id.isWellFormed()) throw loggedModelUnknown(id);
  return id;
}
