import type { JudgedLine } from './judged-lines.ts';

export interface Scale {
  /** 0 to 100, so that it can be drawn at any width. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

type Drawn = Pick<JudgedLine, 'low' | 'high' | 'bound'>;

/** One scale for all lines that are drawn under one another: zero, every bound and every interval are on it. */
export function intervalScale(lines: readonly Drawn[]): Scale {
  const values = lines.flatMap(({ low, high, bound }) => [low, high, bound]);
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const width = most - least || 0.02;
  const from = least - width * 0.06;
  const to = most + width * 0.06;
  return { at: (value) => ((value - from) / (to - from)) * 100, ticks: ticksOf(from, to) };
}

/** Three to seven round numbers, zero among them. */
function ticksOf(from: number, to: number): readonly number[] {
  const rough = (to - from) / 5;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * unit).find((each) => each >= rough) ?? rough;
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
