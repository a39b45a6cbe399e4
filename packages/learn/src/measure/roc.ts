import type { CurvePoint } from './curve.ts';
import { classColumn, type RankedScores, rankScores, sweepThresholds } from './ranked-scores.ts';

export interface RocPoint extends CurvePoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/**
 * The chance that a positive row scores above a negative one, ties counting half (Mann and Whitney's U over
 * positives · negatives). null where either side is empty: there is no pair to compare.
 */
export function rocAuc(ranked: RankedScores): number | null {
  const pairs = ranked.positives.length * ranked.negatives.length;
  if (pairs === 0) return null;
  let doubled = 0;
  let tpBefore = 0;
  let fpBefore = 0;
  sweepThresholds(ranked, (_, tp, fp) => {
    doubled += (fp - fpBefore) * (tp + tpBefore);
    tpBefore = tp;
    fpBefore = fp;
  });
  return doubled / 2 / pairs;
}

/** The mean of one class against the rest, over the classes that have rows on both sides. */
export function macroRocAuc(labels: Int32Array, probabilities: Float64Array, classes: number): number | null {
  let sum = 0;
  let judged = 0;
  for (let k = 0; k < classes; k++) {
    const auc = rocAuc(rankScores(labels, classColumn(probabilities, classes, k), k));
    if (auc === null) continue;
    sum += auc;
    judged++;
  }
  return judged === 0 ? null : sum / judged;
}

/**
 * From (0, 0) to (1, 1). Points on a straight line between their neighbours are left out, which changes
 * neither the picture nor the area. A side without rows has rate 0 throughout.
 */
export function rocCurve(ranked: RankedScores): readonly RocPoint[] {
  const positives = Math.max(1, ranked.positives.length);
  const negatives = Math.max(1, ranked.negatives.length);
  const points: RocPoint[] = [{ threshold: null, falsePositiveRate: 0, truePositiveRate: 0 }];
  let tpFrom = 0;
  let fpFrom = 0;
  let tpLast = 0;
  let fpLast = 0;
  sweepThresholds(ranked, (threshold, tp, fp) => {
    const straight = (tpLast - tpFrom) * (fp - fpLast) === (tp - tpLast) * (fpLast - fpFrom);
    const sameWay = (tpLast - tpFrom) * (tp - tpLast) + (fpLast - fpFrom) * (fp - fpLast) > 0;
    if (straight && sameWay) points.pop();
    else {
      tpFrom = tpLast;
      fpFrom = fpLast;
    }
    points.push({ threshold, falsePositiveRate: fp / negatives, truePositiveRate: tp / positives });
    tpLast = tp;
    fpLast = fp;
  });
  return points;
}
