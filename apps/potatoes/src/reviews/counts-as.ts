import type { Corrector, StoredState } from '../tables/tables.ts';

export interface Counted {
  readonly state: StoredState;
  readonly is_positive: boolean | null;
  readonly corrected_to: boolean | null;
  readonly corrected_by: Corrector | null;
}

/**
 * What a review adds to the score; null: nothing. Whoever wrote it knows what it says, and a moderator has the last
 * word; another visitor's word marks it as disputed, and moves no score: else a crowd could turn any film around.
 */
export function countsAs({ state, is_positive, corrected_to, corrected_by }: Counted): boolean | null {
  if (state !== 'shown') return null;
  return correctionCounts(corrected_by) ? (corrected_to ?? is_positive) : is_positive;
}

export function correctionCounts(by: Corrector | null): boolean {
  return by === 'author' || by === 'moderator';
}
