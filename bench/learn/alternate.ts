import type { Cost, MeasuredRun } from './measure-command.ts';

export interface Alternation {
  readonly ours: readonly MeasuredRun[];
  readonly peer: readonly MeasuredRun[];
}

export interface Contest {
  readonly ours: () => Promise<MeasuredRun>;
  readonly peer: () => Promise<MeasuredRun>;
  readonly pairs: number;
  readonly onRun?: (who: 'ours' | 'peer', pair: number, cost: Cost) => void;
}

/**
 * A B A B …, never two runs at once. One pair before them is not counted: it fills the page cache and both
 * languages' caches of compiled code, which a second start always finds.
 */
export async function alternate({ ours, peer, pairs, onRun }: Contest): Promise<Alternation> {
  const counted = { ours: [] as MeasuredRun[], peer: [] as MeasuredRun[] };
  for (let pair = 0; pair <= pairs; pair++) {
    for (const [who, run] of [
      ['ours', ours],
      ['peer', peer],
    ] as const) {
      const measured = await run();
      onRun?.(who, pair, measured);
      if (pair > 0) counted[who].push(measured);
    }
  }
  return counted;
}
