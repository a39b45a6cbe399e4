import type { MoveKind } from './alias-move.ts';

export interface ChampionMove {
  readonly kind: MoveKind;
  readonly to: number | null;
}

/**
 * Whom a rollback puts back in service, by the moves of `champion` from first to last; null where nobody is left.
 *
 * The moves are replayed as a stack: to promote is to push, a rollback pops down to the version that it went to, and
 * taking the model out of service empties it. So two rollbacks go back two promotions, and never undo each other.
 */
export function previousChampion(
  moves: readonly ChampionMove[],
  isDeleted: (version: number) => boolean,
): number | null {
  const stack: number[] = [];
  for (const { kind, to } of moves) {
    if (to === null) stack.length = 0;
    else if (kind === 'rollback') popTo(stack, to);
    else stack.push(to);
  }
  const current = stack.pop();
  return stack.findLast((version) => version !== current && !isDeleted(version)) ?? null;
}

function popTo(stack: number[], version: number): void {
  const at = stack.lastIndexOf(version, stack.length - 2);
  if (at < 0) stack.push(version);
  else stack.length = at + 1;
}
