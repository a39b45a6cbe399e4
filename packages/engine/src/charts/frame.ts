import { type Label, label, line, type Mark, type Point } from './drawing.ts';

/** A plot with its axes: where it lies, and how values become places. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly title: string;
  readonly format: (tick: number) => string;
}

export const chartWidth = 480;

/** Sizes in a picture 480 wide: on a telephone it is shown at 0.7 of that, where the smallest still has 9 pixels. */
export const sizes = { title: 16, subtitle: 13, axis: 14, tick: 13 } as const;

export function frameOf(
  place: Pick<Frame, 'left' | 'right' | 'top' | 'bottom'>,
  x: Pick<Axis, 'from' | 'to'>,
  y: Pick<Axis, 'from' | 'to'>,
): Frame {
  const { left, right, top, bottom } = place;
  return {
    ...place,
    x: (value) => left + ((value - x.from) / (x.to - x.from)) * (right - left),
    y: (value) => bottom - ((value - y.from) / (y.to - y.from)) * (bottom - top),
  };
}

export function heading(title: string, subtitle: string): Label[] {
  return [
    label(16, 27, title, sizes.title, { bold: true }),
    label(16, 47, subtitle, sizes.subtitle, { ink: 'muted' }),
  ];
}

/** Grid lines, ticks and titles of both axes. */
export function axesMarks(frame: Frame, x: Axis, y: Axis): Mark[] {
  const { left, right, top, bottom } = frame;
  const middle = (left + right) / 2;
  const row = (at: number, value: number): Mark[] => [
    line(
      [
        [left, at],
        [right, at],
      ],
      'grid',
      1,
    ),
    label(left - 8, at + 4, y.format(value), sizes.tick, { ink: 'muted', anchor: 'end' }),
  ];
  const column = (at: number, value: number): Mark[] => [
    line(
      [
        [at, top],
        [at, bottom],
      ],
      'grid',
      1,
    ),
    label(at, bottom + 17, x.format(value), sizes.tick, { ink: 'muted', anchor: 'middle' }),
  ];
  return [
    ...y.ticks.flatMap((tick) => row(frame.y(tick), tick)),
    ...x.ticks.flatMap((tick) => column(frame.x(tick), tick)),
    line(
      [
        [left, top],
        [left, bottom],
        [right, bottom],
      ],
      'axis',
      1,
    ),
    label(middle, bottom + 37, x.title, sizes.axis, { anchor: 'middle' }),
    label(16, (top + bottom) / 2, y.title, sizes.axis, { anchor: 'middle', turn: -90 }),
  ];
}

const shareTicks: readonly number[] = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Shares of 1 as axis, of a part of them where the lower ones do not occur. */
export function shareAxis(title: string, from = 0): Axis {
  const ticks = from > 0.4 ? [0.5, 0.6, 0.7, 0.8, 0.9, 1] : shareTicks;
  return { from, to: 1, ticks: ticks.filter((tick) => tick >= from), title, format: percentTick };
}

export function percentTick(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** About `most` round numbers from 0 to the first that is not below `to`. */
export function roundTicks(to: number, most = 5): readonly number[] {
  if (to <= 0) return [0, 1];
  const rough = to / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 1);
  return Array.from({ length: Math.ceil(to / step) + 1 }, (_, index) => index * step);
}

/** A run of points as stairs: along to the next place first, then up or down. */
export function stairs(points: readonly Point[]): Point[] {
  return points.flatMap(([x, y], index): Point[] =>
    index === 0
      ? [[x, y]]
      : [
          [x, points[index - 1][1]],
          [x, y],
        ],
  );
}
