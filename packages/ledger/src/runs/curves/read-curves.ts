import { LedgerError } from '../../errors.ts';
import type { Ledger } from '../../ledger.ts';
import { runLimits } from '../limits.ts';
import { assertKnownForm } from '../read-runs.ts';
import { selectRunRows } from '../run.store.ts';
import { selectCurveMetrics, selectThinned } from './curves.store.ts';

export interface CurvesWanted {
  readonly ids: readonly string[];
  /** Without any, those that have most to show. */
  readonly keys?: readonly string[];
  /** Of a curve at most, or one or two more. */
  readonly points: number;
}

export interface Curve {
  readonly runId: string;
  readonly key: string;
  /** Points on record. */
  readonly total: number;
  readonly points: readonly { readonly step: number; readonly atMs: number; readonly value: number }[];
}

export interface Curves {
  /** Metrics that have more than one point in any of the runs. */
  readonly keys: readonly string[];
  readonly curves: readonly Curve[];
}

/** The histories of metrics over their steps, thinned to what a screen can show. */
export async function readCurves(ledger: Ledger, { ids, keys, points }: CurvesWanted): Promise<Curves> {
  ids.forEach(assertKnownForm);
  if (ids.length > runLimits.comparedRuns) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `Curves of at most ${runLimits.comparedRuns} runs are shown at once, not ${ids.length}; choose fewer.`,
    );
  }
  const rows = await selectRunRows(ledger.sql, [...new Set(ids)]);
  if (rows.length === 0) return { keys: [], curves: [] };
  const metrics = await selectCurveMetrics(
    ledger.sql,
    rows.map(({ no }) => no),
  );
  const known = [...new Set(metrics.map(({ key }) => key))].sort();
  const wanted = new Set(keys ?? known.slice(0, runLimits.curveKeys));
  const curves: Curve[] = [];
  // One after the other: an embedded database has one connection, and another client should get a word in between.
  for (const { no, id } of rows) {
    for (const metric of metrics.filter(({ run_no, key }) => run_no === no && wanted.has(key))) {
      const { total, points: kept } = await selectThinned(ledger.sql, metric.id, points);
      curves.push({ runId: id, key: metric.key, total, points: kept });
    }
  }
  return { keys: known, curves };
}
