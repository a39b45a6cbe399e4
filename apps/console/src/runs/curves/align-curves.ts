import type { Curve, MetricValue } from '@verdict/api';

export interface Aligned {
  /** Ascending, each once. */
  readonly xs: readonly number[];
  /** A list a curve. Null: NaN or an infinity, a gap; undefined: that curve has no point there, and the line goes on. */
  readonly ys: readonly (readonly (number | null | undefined)[])[];
}

/** Curves over one axis: their steps, or the seconds since each began. The last value of a place is the one that counts. */
export function alignCurves(curves: readonly Curve[], by: 'step' | 'time'): Aligned {
  const placed = curves.map((curve) => {
    const from = Math.min(...curve.at_ms);
    return new Map(
      curve.values.map((value, at) => [
        by === 'step' ? curve.steps[at] : (curve.at_ms[at] - from) / 1000,
        finite(value),
      ]),
    );
  });
  const xs = [...new Set(placed.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  return { xs, ys: placed.map((points) => xs.map((x) => points.get(x))) };
}

function finite(value: MetricValue): number | null {
  return typeof value === 'number' ? value : null;
}

export interface CurveFacts {
  readonly last: MetricValue;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a curve says to those who do not see it. */
export function curveFacts({ values }: Curve): CurveFacts {
  const numbers = values.flatMap((value) => finite(value) ?? []);
  return {
    last: values.at(-1) ?? 'NaN',
    low: numbers.length > 0 ? numbers.reduce((a, b) => Math.min(a, b)) : null,
    high: numbers.length > 0 ? numbers.reduce((a, b) => Math.max(a, b)) : null,
  };
}

/** Only what is above nought has a place on a logarithmic axis. */
export function canBeLogarithmic(curves: readonly Curve[]): boolean {
  return curves.every(({ values }) => values.every((value) => typeof value !== 'number' || value > 0));
}
