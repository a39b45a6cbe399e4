import type { Corrector } from '../tables/tables.ts';

export interface Correction {
  readonly saidBy: Corrector;
  readonly isPositive: boolean;
  readonly atMs: number;
}

export interface DecidedCorrection {
  /** Null: the machine was right, or nobody said otherwise. */
  readonly correctedTo: boolean | null;
  readonly correctedBy: Corrector | null;
}

const rank: Readonly<Record<Corrector, number>> = { visitor: 0, author: 1, moderator: 2 };

/** A moderator's word before the author's, the author's before a visitor's, and of equals the latest. */
export function decideCorrection(
  machineSays: boolean | null,
  corrections: readonly Correction[],
): DecidedCorrection {
  const [first] = [...corrections].sort((a, b) => rank[b.saidBy] - rank[a.saidBy] || b.atMs - a.atMs);
  if (!first || first.isPositive === machineSays) return { correctedTo: null, correctedBy: null };
  return { correctedTo: first.isPositive, correctedBy: first.saidBy };
}
