import type { Alternation } from './alternate.ts';
import { megabytes, seconds, times } from './markdown.ts';
import type { Cost } from './measure-command.ts';
import { pairRatios } from './ratio.ts';
import { type Summary, summarise } from './summary.ts';

export interface Sides {
  readonly ours: Summary;
  readonly peer: Summary;
  /** Peer over ours, pair by pair. */
  readonly ratio: Summary;
}

/** Every run of a contest, and what they come to. */
export interface ContestFigures {
  readonly seconds: Sides;
  readonly cpuSeconds: Sides;
  readonly peakBytes: Sides;
  readonly runs: { readonly ours: readonly Cost[]; readonly peer: readonly Cost[] };
}

export function contestFigures({ ours, peer }: Alternation): ContestFigures {
  const sides = (cost: keyof Cost): Sides => {
    const own = ours.map((run) => run[cost]);
    const other = peer.map((run) => run[cost]);
    return { ours: summarise(own), peer: summarise(other), ratio: pairRatios(own, other) };
  };
  const bare = ({ seconds, cpuSeconds, peakBytes }: Cost): Cost => ({ seconds, cpuSeconds, peakBytes });
  return {
    seconds: sides('seconds'),
    cpuSeconds: sides('cpuSeconds'),
    peakBytes: sides('peakBytes'),
    runs: { ours: ours.map(bare), peer: peer.map(bare) },
  };
}

export const figuresHeader = [
  'ours',
  'peer',
  'ratio (min–max)',
  'CPU ours',
  'CPU peer',
  'CPU ratio',
  'peak ours',
  'peak peer',
  'peak ratio',
] as const;

export function figuresCells({ seconds: wall, cpuSeconds: cpu, peakBytes: peak }: ContestFigures): string[] {
  return [
    seconds(wall.ours.median),
    seconds(wall.peer.median),
    `**${times(wall.ratio.median)}** (${wall.ratio.min.toFixed(2)}–${wall.ratio.max.toFixed(2)})`,
    seconds(cpu.ours.median),
    seconds(cpu.peer.median),
    times(cpu.ratio.median),
    megabytes(peak.ours.median),
    megabytes(peak.peer.median),
    times(peak.ratio.median),
  ];
}

export const measuredHow: readonly string[] = [
  'Whole commands by wall clock, from spawn to exit, in turn ours, peer, ours, peer, …, one at a time; one pair before them is not counted. Figures are medians; a ratio is the median of the pairs (peer over ours, above 1 we are ahead) with the least and the greatest pair.',
  'CPU is user and system seconds of all threads, peak the resident memory of the largest process of the tree at its largest: both from wait4 through peers/measured.py, whose own start is not counted.',
];
