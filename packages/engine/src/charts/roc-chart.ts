import { classSeries } from './class-series.ts';
import type { ClassCurves } from './curves.ts';
import { type Drawing, line, type Point } from './drawing.ts';
import { axesMarks, chartWidth, frameOf, heading, shareAxis } from './frame.ts';
import { legendMarks } from './legend.ts';

/** True positives over false positives as the threshold falls, a line a class. */
export function rocChart(curves: readonly ClassCurves[], positive: number | null): Drawing {
  const shown = classSeries(curves, positive, ({ rocAuc }) => rocAuc, 'AUC');
  const x = shareAxis('False positives, of all other rows');
  const y = shareAxis('Found, of all rows of the class');
  const frame = frameOf({ left: 74, right: chartWidth - 20, top: 64, bottom: 428 }, x, y);
  const named = shown.filter(({ text }) => text !== null);
  const rest = shown.length - named.length;
  return {
    width: chartWidth,
    height: 480,
    title: 'ROC curve',
    description: described(shown.map(({ curves: one }) => one)),
    marks: [
      ...heading(
        'ROC',
        rest > 0 ? `the weakest ${named.length} of ${shown.length} classes` : subtitle(curves, shown.length),
      ),
      ...axesMarks(frame, x, y),
      line(
        [
          [frame.left, frame.bottom],
          [frame.right, frame.top],
        ],
        'axis',
        1.25,
        { dash: [4, 4] },
      ),
      ...shown.map(({ curves: one, ink, text }) =>
        line(
          one.roc.map((point): Point => [frame.x(point.falsePositiveRate), frame.y(point.truePositiveRate)]),
          ink,
          text === null ? 1 : 2.25,
          text === null ? { opacity: 0.4 } : {},
        ),
      ),
      ...legendMarks({ right: frame.right - 6, bottom: frame.bottom - 8 }, [
        ...named.map(({ ink, text }) => ({ ink, text: text ?? '' })),
        ...(rest > 0 ? [{ ink: 'axis' as const, text: `${rest} more classes` }] : []),
        { ink: 'axis', text: 'answers by chance', look: 'dashed' },
      ]),
    ],
  };
}

function subtitle(curves: readonly ClassCurves[], shown: number): string {
  if (shown === 0) return 'no class has rows on both sides';
  return curves.length === 2 ? 'what a threshold finds, and what it costs' : 'each class against the rest';
}

function described(curves: readonly ClassCurves[]): string {
  const areas = curves.slice(0, 20).map(({ label, rocAuc }) => `${label} ${(rocAuc ?? 0).toFixed(3)}`);
  const more = curves.length > areas.length ? `, and ${curves.length - areas.length} more` : '';
  return `Share of a class's rows that are found against the share of other rows that are called so by mistake. Area under the curve: ${areas.join(', ') || 'none'}${more}.`;
}
