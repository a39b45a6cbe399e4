import { LedgerError } from '../errors.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { activeRun } from './change-runs.ts';
import { assertAtMost, assertEntries, assertKey, assertWhole } from './check-entry.ts';
import { runLimits } from './limits.ts';
import { assertInputs, inputRows } from './log-inputs.ts';
import {
  insertInputs,
  insertParams,
  insertPoints,
  type KeyedPoint,
  selectParams,
  upsertRunTags,
} from './logged.store.ts';
import type { Batch, MetricToLog } from './run.ts';

/**
 * All of it is logged, or nothing. Sent again it changes nothing: parameters keep their first value, points are a set,
 * tags and inputs are as they were. No event is recorded: what is logged stays and carries its own time.
 */
export async function logBatch(ledger: Ledger, _by: Actor, runId: string, batch: Batch): Promise<void> {
  assertBatch(batch);
  const { params = {}, metrics = [], tags = {}, inputs = [] } = batch;
  const paramEntries = Object.entries(params);
  const tagEntries = Object.entries(tags);
  await ledger.transaction(async (inside) => {
    const run = await activeRun(inside, runId);
    if (paramEntries.length > 0) await logParams(inside, run, paramEntries);
    if (tagEntries.length > 0) await upsertRunTags(inside.sql, run.no, tagEntries);
    if (metrics.length > 0) await insertPoints(inside.sql, run.no, pointsOf(metrics, inside.clock()));
    if (inputs.length > 0) await insertInputs(inside.sql, run.no, await inputRows(inside, inputs));
  });
}

async function logParams(
  inside: Ledger,
  run: { readonly no: number; readonly id: string },
  params: readonly (readonly [key: string, value: string])[],
): Promise<void> {
  const added = await insertParams(inside.sql, run.no, params);
  if (added === params.length) return;
  const keys = params.map(([key]) => key);
  const there = new Map(await selectParams(inside.sql, run.no, keys));
  for (const [key, value] of params) {
    const before = there.get(key);
    if (before !== undefined && before !== value) throw paramChanged(run.id, key, before, value);
  }
}

/** MLflow's words, which its clients' users know; long values are cut. */
function paramChanged(runId: string, key: string, before: string, value: string): LedgerError {
  const cut = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
  return new LedgerError(
    'PARAM_CHANGED',
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${cut(before)}' for run ID='${runId}'. Attempted logging new value '${cut(value)}'.`,
  );
}

export function assertBatch({ params = {}, metrics = [], tags = {}, inputs = [] }: Batch): void {
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
}

function pointsOf(metrics: readonly MetricToLog[], nowMs: number): KeyedPoint[] {
  return metrics.map(({ key, value, atMs = nowMs, step = 0 }) => ({ key, value, atMs, step }));
}
