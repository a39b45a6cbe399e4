import { classSeries } from './class-series.ts';
import type { ClassCurves } from './curves.ts';
import { type Drawing, line, type Mark, type Point } from './drawing.ts';
import { axesMarks, chartWidth, frameOf, heading, shareAxis, stairs } from './frame.ts';
import { legendMarks } from './legend.ts';

/** Precision over recall as the threshold falls, a line a class. */
export function precisionRecallChart(
  curves: readonly ClassCurves[],
  positive: number | null,
  rows: number,
): Drawing {
  const shown = classSeries(curves, positive, ({ averagePrecision }) => averagePrecision, 'AP');
  const x = shareAxis('Recall: found, of all rows of the class');
  const y = shareAxis('Precision: right, of all that is called so');
  const frame = frameOf({ left: 74, right: chartWidth - 20, top: 64, bottom: 428 }, x, y);
  const named = shown.filter(({ text }) => text !== null);
  const rest = shown.length - named.length;
  // With several classes each has a line of its own for chance, and the picture none left to read.
  const chance = shown.length === 1 ? shown[0].curves.rows / Math.max(1, rows) : null;
  // Above the line for chance where that lies low.
  const legendBottom = chance !== null && chance < 0.3 ? frame.y(chance) - 8 : frame.bottom - 8;
  return {
    width: chartWidth,
    height: 480,
    title: 'Precision-recall curve',
    description: described(shown.map(({ curves: one }) => one)),
    marks: [
      ...heading(
        'Precision and recall',
        rest > 0 ? `the weakest ${named.length} of ${shown.length} classes` : subtitle(curves, shown.length),
      ),
      ...axesMarks(frame, x, y),
      ...(chance === null ? [] : [chanceLine(frame.left, frame.right, frame.y(chance))]),
      ...shown.map(({ curves: one, ink, text }) =>
        line(
          stairs(
            one.precisionRecall.map(({ recall, precision }): Point => [frame.x(recall), frame.y(precision)]),
          ),
          ink,
          text === null ? 1 : 2.25,
          text === null ? { opacity: 0.4 } : {},
        ),
      ),
      ...legendMarks({ left: frame.left + 8, bottom: legendBottom }, [
        ...named.map(({ ink, text }) => ({ ink, text: text ?? '' })),
        ...(rest > 0 ? [{ ink: 'axis' as const, text: `${rest} more classes` }] : []),
        ...(chance === null
          ? []
          : [{ ink: 'axis' as const, text: 'answers by chance', look: 'dashed' as const }]),
      ]),
    ],
  };
}

function chanceLine(left: number, right: number, y: number): Mark {
  const points: readonly Point[] = [
    [left, y],
    [right, y],
  ];
  return line(points, 'axis', 1.25, { dash: [4, 4] });
}

function subtitle(curves: readonly ClassCurves[], shown: number): string {
  if (shown === 0) return 'no class has rows';
  return curves.length === 2
    ? 'how many of the finds are right, as more is found'
    : 'each class against the rest';
}

function described(curves: readonly ClassCurves[]): string {
  const areas = curves
    .slice(0, 20)
    .map(({ label, averagePrecision }) => `${label} ${(averagePrecision ?? 0).toFixed(3)}`);
  const more = curves.length > areas.length ? `, and ${curves.length - areas.length} more` : '';
  return `Share of right answers among those that name a class, against the share of its rows that are found. Average precision: ${areas.join(', ') || 'none'}${more}.`;
}
