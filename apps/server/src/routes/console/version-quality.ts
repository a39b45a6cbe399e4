import type * as Wire from '@verdict/api';
import type { Metrics } from '@verdict/learn';
import { type Facts, wilsonInterval } from '@verdict/ledger';

/** What the record keeps of a model file; of an older server's or another maker's, any of it may be missing. */
export interface KnownFacts {
  readonly classes: readonly string[];
  readonly metrics: Metrics | null;
  readonly on: Wire.ModelQuality['on'];
}

/** Test rows speak before those out of fold: they were nowhere near the fit. */
export function knownFacts(facts: Facts | null): KnownFacts {
  const classes = Array.isArray(facts?.classes) ? facts.classes.map(String) : [];
  const metrics = facts?.metrics as { test?: Metrics | null; outOfFold?: Metrics | null } | undefined;
  const [test, outOfFold] = [readable(metrics?.test), readable(metrics?.outOfFold)];
  return { classes, metrics: test ?? outOfFold, on: test ? 'test' : 'out_of_fold' };
}

export function qualityOf(facts: Facts | null): Wire.ModelQuality | null {
  const { metrics, on } = knownFacts(facts);
  if (!metrics) return null;
  const { rows, accuracy, macroF1, logLoss, ece, rocAuc } = metrics;
  const correct = Math.round(accuracy * rows);
  return {
    on,
    rows,
    accuracy: { estimate: accuracy, ...wilsonInterval(correct, rows) },
    macro_f1: macroF1,
    log_loss: logLoss,
    ece,
    roc_auc: rocAuc ?? null,
  };
}

function readable(metrics: Metrics | null | undefined): Metrics | null {
  return typeof metrics?.accuracy === 'number' && typeof metrics.rows === 'number' ? metrics : null;
}
