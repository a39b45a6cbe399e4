import { expect, test } from 'vitest';
import { readTable } from './read-table.ts';

test.each([
  ['a,b\n1,2\n', ',', [['a', 'b'], [['1', '2']]]],
  ['\uFEFFa,b\r\n"x, ""y""",2', ',', [['a', 'b'], [['x, "y"', '2']]]],
  ['a\tb\n1,5\t2', '\t', [['a', 'b'], [['1,5', '2']]]],
  ['a,b\n"never closed', ',', [['a', 'b'], [['never closed']]]],
  [
    'a,b\n"x"y,2\n3,4',
    ',',
    [
      ['a', 'b'],
      [
        ['x"y', '2'],
        ['3', '4'],
      ],
    ],
  ],
  ['', ',', [[], []]],
] as const)('%j', (text, separator, [header, rows]) => {
  expect(readTable(text, separator, true)).toEqual({ header, rows, cut: false });
});

test('of a long one the beginning', () => {
  const table = readTable(`n\n${Array.from({ length: 1000 }, (_, at) => at).join('\n')}`, ',', true);
  expect([table.rows.length, table.cut]).toEqual([200, true]);
  expect(readTable('a\n1', ',', false).cut).toBe(true);
});
