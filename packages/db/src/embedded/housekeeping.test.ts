import { expect, test } from 'vitest';
import { choreOf } from './housekeeping.ts';

test.each([
  [{ rows: 0, deadRows: 0, changedRows: 0 }, null],
  [{ rows: 10, deadRows: 10, changedRows: 20 }, null],
  [{ rows: 1_000, deadRows: 0, changedRows: 200 }, 'analyze'],
  [{ rows: 1_000, deadRows: 300, changedRows: 0 }, 'vacuum (analyze)'],
  [{ rows: 1_000_000, deadRows: 300, changedRows: 90_000 }, null],
  [{ rows: 1_000_000, deadRows: 200_051, changedRows: 0 }, 'vacuum (analyze)'],
])('a table with %j is due for %s', (state, chore) => {
  expect(choreOf(state)).toBe(chore);
});
