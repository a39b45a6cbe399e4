import type { CurvePoint } from './curve.ts';
import { classColumn, type RankedScores, rankScores, sweepThresholds } from './ranked-scores.ts';

export interface PrecisionRecallPoint extends CurvePoint {
  readonly precision: number;
  readonly recall: number;
}

/** Σ (R_i − R_{i−1}) P_i over the distinct scores, without interpolation; null where no row is positive. */
export function averagePrecision(ranked: RankedScores): number | null {
  const positives = ranked.positives.length;
  if (positives === 0) return null;
  let sum = 0;
  let before = 0;
  sweepThresholds(ranked, (_, tp, fp) => {
    sum += (tp - before) * (tp / (tp + fp));
    before = tp;
  });
  return sum / positives;
}

/** The mean of one class against the rest, over the classes that occur in `labels`. */
export function macroAveragePrecision(
  labels: Int32Array,
  probabilities: Float64Array,
  classes: number,
): number | null {
  let sum = 0;
  let judged = 0;
  for (let k = 0; k < classes; k++) {
    const precision = averagePrecision(rankScores(labels, classColumn(probabilities, classes, k), k));
    if (precision === null) continue;
    sum += precision;
    judged++;
  }
  return judged === 0 ? null : sum / judged;
}

/** From recall 0, where precision is 1 by convention, up to the lowest score. */
export function precisionRecallCurve(ranked: RankedScores): readonly PrecisionRecallPoint[] {
  const positives = Math.max(1, ranked.positives.length);
  const points: PrecisionRecallPoint[] = [{ threshold: null, precision: 1, recall: 0 }];
  sweepThresholds(ranked, (threshold, tp, fp) => {
    points.push({ threshold, precision: tp / (tp + fp), recall: tp / positives });
  });
  return points;
}
