import { type Drawing, label, line, type Mark, type Point, rect } from './drawing.ts';
import { axesMarks, chartWidth, frameOf, heading, roundTicks, shareAxis, sizes } from './frame.ts';
import { type LegendEntry, legendHeight, legendMarks } from './legend.ts';
import type { Ink } from './palette.ts';
import type { ReliabilityBin } from './reliability.ts';

/** A share of fewer rows jumps by ten points with each of them: it is shown, and no line is drawn through it. */
const firmRows = 10;
const thinInk: Ink = 'axis';
/** Above the frame: intervals of few rows reach into every corner of it. */
const legendTop = 56;
/** Of the stroke at either end of an interval. */
const capHalf = 3;

/** How often a confidence came true, with intervals, above how many rows had it. */
export function calibrationChart(bins: readonly ReliabilityBin[], ece: number): Drawing {
  const from = (bins[0]?.from ?? 0) >= 0.46 ? 0.46 : 0;
  const x = shareAxis('Confidence of the answer', from);
  const y = { ...shareAxis('Right answers'), ticks: [0, 0.25, 0.5, 0.75, 1] };
  const frame = frameOf({ left: 74, right: chartWidth - 20, top: 106, bottom: 336 }, x, y);
  const firm = bins.filter(({ rows }) => rows >= firmRows);
  const most = bins.reduce((largest, { rows }) => Math.max(largest, rows), 0);
  const ticks = roundTicks(most, 2);
  const rowsFrame = frameOf({ left: frame.left, right: frame.right, top: 362, bottom: 428 }, x, {
    from: 0,
    to: ticks[ticks.length - 1],
  });
  const diagonal: readonly Point[] = [
    [frame.x(from), frame.y(from)],
    [frame.x(1), frame.y(1)],
  ];
  const measured: readonly LegendEntry[] = [
    { ink: 'series1', text: 'came true, with 95 % interval' },
    ...(firm.length < bins.length
      ? [{ ink: thinInk, text: `of fewer than ${firmRows} rows`, look: 'dot' as const }]
      : []),
  ];
  const ideal: readonly LegendEntry[] = [{ ink: 'axis', text: 'as confident as right', look: 'dashed' }];
  return {
    width: chartWidth,
    height: 480,
    title: 'Calibration',
    description: `How often answers of a confidence were right. ${bins.map(({ confidence, accuracy, rows }) => `At ${percent(confidence)} confidence ${percent(accuracy)} of ${rows} were right.`).join(' ')} The confidence is off by ${percent(ece)} on average.`,
    marks: [
      ...heading('Calibration', `confidence is off by ${(ece * 100).toFixed(1)} points on average (ECE)`),
      ...axesMarks(frame, { ...x, title: '', format: () => '' }, y),
      line(diagonal, 'axis', 1.25, { dash: [4, 4] }),
      ...legendMarks({ left: frame.left, bottom: legendTop + legendHeight(measured) }, measured),
      ...legendMarks({ right: frame.right, bottom: legendTop + legendHeight(ideal) }, ideal),
      ...bins.flatMap((bin) =>
        interval(frame.x(bin.confidence), frame.y(bin.low), frame.y(bin.high), inkOf(bin)),
      ),
      line(
        firm.map(({ confidence, accuracy }): Point => [frame.x(confidence), frame.y(accuracy)]),
        'series1',
        2.25,
      ),
      ...bins.map(
        (bin): Mark => ({
          kind: 'dot',
          x: frame.x(bin.confidence),
          y: frame.y(bin.accuracy),
          radius: 4,
          ink: inkOf(bin),
        }),
      ),
      ...axesMarks(rowsFrame, x, {
        from: 0,
        to: ticks[ticks.length - 1],
        ticks,
        title: 'Rows',
        format: (tick) => tick.toLocaleString('en-US'),
      }),
      ...bins.map((bin) =>
        rect(
          rowsFrame.x(Math.max(from, bin.from)) + 1,
          rowsFrame.y(bin.rows),
          rowsFrame.x(bin.to) - rowsFrame.x(Math.max(from, bin.from)) - 2,
          rowsFrame.bottom - rowsFrame.y(bin.rows),
          'series1',
        ),
      ),
      ...(bins.length === 0 ? [label(frame.left + 8, frame.top + 20, 'no rows', sizes.tick)] : []),
    ],
  };
}

function inkOf({ rows }: ReliabilityBin): Ink {
  return rows < firmRows ? thinInk : 'series1';
}

function interval(x: number, low: number, high: number, ink: Ink): Mark[] {
  const bar = (points: readonly Point[]): Mark => line(points, ink, 1.25, { opacity: 0.7 });
  return [
    bar([
      [x, low],
      [x, high],
    ]),
    bar([
      [x - capHalf, low],
      [x + capHalf, low],
    ]),
    bar([
      [x - capHalf, high],
      [x + capHalf, high],
    ]),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
