import { LedgerError } from '../errors.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText } from '../names.ts';
import { runDeleted } from './change-runs.ts';
import { assertAtMost, assertEntries, assertKey, assertWhole } from './check-entry.ts';
import { insertInputs } from './inputs.store.ts';
import { runLimits } from './limits.ts';
import { assertInputs, inputRows } from './log-inputs.ts';
import { insertLogged, type KeyedPoint, type Logged } from './logged.store.ts';
import { assertModels, isOfModels, logToModels } from './logged-models/link-models.ts';
import { ParamChanged } from './param-changed.ts';
import { assertKnownForm, runUnknown } from './read-runs.ts';
import { updateRunRow } from './run.store.ts';
import { type Batch, type MetricToLog, runNameTag } from './run.ts';

/**
 * All of it is logged, or nothing. Sent again it changes nothing: parameters keep their first value, points are a set,
 * tags and inputs are as they were. No event is recorded: what is logged stays and carries its own time.
 */
export async function logBatch(ledger: Ledger, _by: Actor, runId: string, batch: Batch): Promise<void> {
  assertBatch(batch);
  assertKnownForm(runId);
  const { inputs = [] } = batch;
  const { [runNameTag]: name = '', ...tags } = batch.tags ?? {};
  assertText('name of the run', name, runLimits.nameLength);
  const nowMs = ledger.clock();
  const logged: Logged = {
    params: Object.entries(batch.params ?? {}),
    tags: Object.entries(tags),
    points: pointsOf(batch.metrics ?? [], nowMs),
  };
  if (inputs.length === 0 && name === '' && !isOfModels(batch) && cannotHalfFail(logged)) {
    await logInto(ledger, runId, logged);
    return;
  }
  await ledger.transaction(async (inside) => {
    const no = await logInto(inside, runId, logged);
    if (name !== '') await updateRunRow(inside.sql, no, inside.clock(), { name });
    if (inputs.length > 0) await insertInputs(inside.sql, no, await inputRows(inside, inputs));
    if (isOfModels(batch)) await logToModels(inside, no, batch, nowMs);
  });
}

/** One statement that refuses nothing once it has begun is a transaction of its own: three turns fewer. */
function cannotHalfFail({ params, tags, points }: Logged): boolean {
  return params.length === 0 || (params.length === 1 && tags.length === 0 && points.length === 0);
}

/** The number of the run, which is held until the transaction ends. */
async function logInto(ledger: Ledger, runId: string, logged: Logged): Promise<number> {
  const run = await insertLogged(ledger.sql, runId, logged);
  if (!run) throw runUnknown(runId);
  if (run.deleted_ms !== null) throw runDeleted(runId);
  const kept = run.changed;
  if (kept) {
    const changes = logged.params.filter(([key]) => Object.hasOwn(kept, key));
    throw new ParamChanged(
      runId,
      changes.map(([key, value]) => ({ key, before: kept[key], after: value })),
    );
  }
  return run.no;
}

export function assertBatch({
  params = {},
  metrics = [],
  tags = {},
  inputs = [],
  modelInputs = [],
  modelOutputs = [],
}: Batch): void {
  assertAtMost('metrics', metrics.length, runLimits.batchMetrics);
  assertAtMost('parameters', Object.keys(params).length, runLimits.batchParams);
  assertAtMost('tags', Object.keys(tags).length, runLimits.batchTags);
  assertAtMost('inputs', inputs.length, runLimits.batchInputs);
  assertEntries('parameter', Object.entries(params), runLimits.paramValueLength);
  assertEntries('tag', Object.entries(tags), runLimits.tagValueLength);
  for (const { key, value, atMs = 0, step = 0 } of metrics) {
    assertKey('metric', key);
    if (typeof value !== 'number') {
      throw new LedgerError(
        'VALUE_INVALID',
        `The metric ${key} is no number; give one, NaN and infinities included.`,
      );
    }
    assertWhole(`The time of the metric ${key}`, atMs);
    assertWhole(`The step of the metric ${key}`, step);
  }
  assertInputs(inputs);
  assertModels({ metrics, modelInputs, modelOutputs });
}

function pointsOf(metrics: readonly MetricToLog[], nowMs: number): KeyedPoint[] {
  return metrics.map(({ key, value, atMs = nowMs, step = 0 }) => ({ key, value, atMs, step }));
}
