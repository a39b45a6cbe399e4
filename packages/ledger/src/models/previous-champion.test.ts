import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MoveKind } from './alias-move.ts';
import { previousChampion } from './previous-champion.ts';

/** `p2` promotes 2, `f2` forces it, `r1` rolls back to 1, `x` takes the model out of service. */
function moves(written: string) {
  const kinds: Record<string, MoveKind> = { p: 'promote', f: 'force', r: 'rollback', x: 'remove' };
  return written
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ kind: kinds[word[0]], to: word[0] === 'x' ? null : Number(word.slice(1)) }));
}

const cases: readonly [
  title: string,
  written: string,
  deleted: readonly number[],
  previous: number | null,
][] = [
  ['nothing ever served', '', [], null],
  ['the first champion has none before it', 'p1', [], null],
  ['the one before', 'p1 p2', [], 1],
  ['a forced one counts like any other', 'p1 f2 p3', [], 2],
  ['after a rollback the one before that', 'p1 p2 p3 r2', [], 1],
  ['rollbacks never undo each other', 'p1 p2 r1', [], null],
  ['a promotion after a rollback goes back to what was rolled back to', 'p1 p2 r1 p3', [], 1],
  ['one that served twice is found where it served last', 'p1 p2 p1 p3', [], 1],
  ['and after that the one between', 'p1 p2 p1 p3 r1', [], 2],
  ['a deleted one is passed over', 'p1 p2 p3', [2], 1],
  ['rolling back over a deleted one takes that off too', 'p1 p2 p3 p4 r2', [3], 1],
  ['where all before are deleted nobody is left', 'p1 p2', [1], null],
  ['the same version is no other', 'p1 p2 p1', [2], null],
  ['taken out of service, the history begins anew', 'p1 p2 x', [], null],
  ['and what is promoted then has nobody before it', 'p1 p2 x p3', [], null],
];

describe('previousChampion', () => {
  for (const [title, written, deleted, previous] of cases) {
    test(`${title}: ${written} gives ${previous}`, () => {
      expect(previousChampion(moves(written), (version) => deleted.includes(version))).toBe(previous);
    });
  }

  test('goes back through every promotion, one at a time, whatever was promoted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 }), (wished) => {
        // Promoting the champion itself moves nothing.
        const promoted = wished.filter((version, at) => version !== wished[at - 1]);
        const history = promoted.map((to) => ({ kind: 'promote' as MoveKind, to }));
        const back: number[] = [];
        for (;;) {
          const to = previousChampion(history, () => false);
          if (to === null) break;
          back.push(to);
          history.push({ kind: 'rollback', to });
        }
        expect(back).toEqual(promoted.slice(0, -1).reverse());
      }),
    );
  });
});
