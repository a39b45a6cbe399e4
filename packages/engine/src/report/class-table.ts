import { wilsonInterval } from '@verdict/learn';
import type { ClassCurves } from '../charts/curves.ts';
import type { MetricsJson } from '../metrics-json.ts';

/** What was said of one class; precision and recall with their intervals at 95 %, null where there is nothing to share. */
export interface ClassLine {
  readonly label: string;
  readonly support: number;
  readonly called: number;
  readonly precision: number;
  readonly precisionRange: readonly [low: number, high: number] | null;
  readonly recall: number;
  readonly recallRange: readonly [low: number, high: number] | null;
  readonly f1: number;
  readonly rocAuc: number | null;
  readonly averagePrecision: number | null;
}

export function classTable(metrics: MetricsJson, curves: readonly ClassCurves[]): readonly ClassLine[] {
  return metrics.classes.map((label, k) => {
    const { precision, recall, f1, support, called } = metrics.per_class[label];
    const right = metrics.confusion[k][k];
    return {
      label,
      support,
      called,
      precision,
      precisionRange: rangeOf(right, called),
      recall,
      recallRange: rangeOf(right, support),
      f1,
      rocAuc: curves[k].rocAuc,
      averagePrecision: curves[k].averagePrecision,
    };
  });
}

function rangeOf(right: number, of: number): readonly [number, number] | null {
  if (of === 0) return null;
  const { low, high } = wilsonInterval(right, of);
  return [low, high];
}
