import type { ClassCurves } from './curves.ts';
import { cutName } from './cut-text.ts';
import { type Ink, series } from './palette.ts';

export interface ClassSeries {
  readonly curves: ClassCurves;
  readonly ink: Ink;
  /** Named in the legend; the others are a faint bundle behind them. */
  readonly text: string | null;
}

const longestName = 20;

/**
 * Of two classes the positive one stands for both. Of more each has its line; where there are more than colours, the
 * weakest are named, since those are what one looks for.
 */
export function classSeries(
  curves: readonly ClassCurves[],
  positive: number | null,
  areaOf: (curves: ClassCurves) => number | null,
  areaName: string,
): readonly ClassSeries[] {
  const drawn = (curves.length === 2 ? [curves[positive ?? 1]] : curves).filter(
    (one) => areaOf(one) !== null,
  );
  const byArea = drawn.toSorted((a, b) => (areaOf(a) ?? 1) - (areaOf(b) ?? 1));
  const named = drawn.length <= series.length ? drawn : byArea.slice(0, series.length);
  const rest = drawn.filter((one) => !named.includes(one));
  return [
    ...rest.map((one): ClassSeries => ({ curves: one, ink: 'axis', text: null })),
    ...named.map(
      (one, index): ClassSeries => ({
        curves: one,
        ink: series[index],
        text: `${cutName(one.label, longestName)}, ${areaName} ${(areaOf(one) ?? 0).toFixed(3)}`,
      }),
    ),
  ];
}
