import { expect, test } from 'vitest';
import { aliasesOf } from './aliases-of.ts';

const trial = (state: string) => ({ version: 2, state }) as never;

test.each([
  ['nothing', {}, null, []],
  ['one of one’s own', { nightly: 3 }, null, [['nightly', 3, null]]],
  ['the champion', { champion: 1 }, null, [['champion', 1, 'promoting and rolling back']]],
  ['a challenger on trial', { challenger: 2 }, trial('running'), [['challenger', 2, 'its trial']]],
  ['a challenger whose trial was stopped', { challenger: 2 }, trial('aborted'), [['challenger', 2, null]]],
  ['a challenger that was set by hand', { challenger: 2 }, null, [['challenger', 2, null]]],
  [
    'several, by name',
    { z: 1, a: 2 },
    null,
    [
      ['a', 2, null],
      ['z', 1, null],
    ],
  ],
] as const)('%s', (_, aliases, traffic, lines) => {
  const told = aliasesOf({ aliases, traffic });
  expect(told.map(({ alias, version, movesBy }) => [alias, version, movesBy])).toEqual(lines);
});
