import type { ScoreDay } from '../page-data.ts';

export interface HistoryPoint {
  /** 0 to 100 from the first day to the last. */
  readonly x: number;
  /** 0 to 100 from the top: all positive is 0. */
  readonly y: number;
  readonly dayMs: number;
  readonly share: number;
  readonly total: number;
}

/** A day's share holds until another day changes it, so the line goes in steps. */
export interface HistoryLine {
  readonly points: readonly HistoryPoint[];
  readonly path: string;
}

/** Null where there is no line to draw: fewer than two days with reviews. */
export function historyLine(days: readonly ScoreDay[]): HistoryLine | null {
  const known = days.filter(({ total }) => total > 0);
  const first = known.at(0);
  const last = known.at(-1);
  if (!first || !last || last.dayMs <= first.dayMs) return null;
  const points = known.map(({ dayMs, total, positive }) => ({
    x: round(((dayMs - first.dayMs) / (last.dayMs - first.dayMs)) * 100),
    y: round((1 - positive / total) * 100),
    dayMs,
    share: positive / total,
    total,
  }));
  const steps = points.slice(1).map(({ x, y }) => `H${x}V${y}`);
  return { points, path: `M${points[0].x} ${points[0].y}${steps.join('')}` };
}

const round = (value: number): number => Math.round(value * 100) / 100;
