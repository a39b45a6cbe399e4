import { type Drawing, line, rect } from './drawing.ts';
import { axesMarks, chartWidth, frameOf, heading, roundTicks, shareAxis } from './frame.ts';
import { legendMarks } from './legend.ts';
import type { ConfidenceBin } from './reliability.ts';

/** Rows by the confidence of their answers, wrong ones below right ones. */
export function confidenceChart(bins: readonly ConfidenceBin[], unsureBelow: number): Drawing {
  const from = bins[0]?.from ?? 0;
  const x = shareAxis('Confidence of the answer', from);
  const most = bins.reduce((largest, { right, wrong }) => Math.max(largest, right + wrong), 0);
  const ticks = roundTicks(most, 5);
  const y = {
    from: 0,
    to: ticks[ticks.length - 1],
    ticks,
    title: 'Rows',
    format: (tick: number) => tick.toLocaleString('en-US'),
  };
  const frame = frameOf({ left: 74, right: chartWidth - 20, top: 64, bottom: 428 }, x, y);
  const hasBound = unsureBelow > from && unsureBelow < 1;
  const boundAt = frame.x(unsureBelow);
  const rows = bins.reduce((sum, { right, wrong }) => sum + right + wrong, 0);
  return {
    width: chartWidth,
    height: 480,
    title: 'Rows by confidence',
    description: `How many of ${rows} rows were answered right and wrong at each confidence. ${bins.map((bin) => `${Math.round(bin.from * 100)} to ${Math.round(bin.to * 100)} %: ${bin.right} right, ${bin.wrong} wrong.`).join(' ')}`,
    marks: [
      ...heading('Rows by confidence', 'where the right and the wrong answers are'),
      ...axesMarks(frame, x, y),
      ...bins.flatMap(({ from: low, to: high, right, wrong }) => {
        const left = frame.x(low) + 1;
        const width = frame.x(high) - frame.x(low) - 2;
        return [
          rect(left, frame.y(right + wrong), width, frame.y(wrong) - frame.y(right + wrong), 'series1'),
          rect(left, frame.y(wrong), width, frame.bottom - frame.y(wrong), 'series2'),
        ];
      }),
      ...(hasBound
        ? [
            line(
              [
                [boundAt, frame.top],
                [boundAt, frame.bottom],
              ],
              'text',
              1.25,
              { dash: [5, 4] },
            ),
          ]
        : []),
      ...legendMarks(
        {
          left: hasBound && boundAt < (frame.left + frame.right) / 2 ? boundAt + 10 : frame.left + 10,
          bottom: frame.top + (hasBound ? 70 : 52),
        },
        [
          { ink: 'series1', text: 'right', look: 'block' },
          { ink: 'series2', text: 'wrong', look: 'block' },
          ...(hasBound
            ? [
                {
                  ink: 'text' as const,
                  text: `unsure below ${(unsureBelow * 100).toFixed(1)} %`,
                  look: 'dashed' as const,
                },
              ]
            : []),
        ],
      ),
    ],
  };
}
