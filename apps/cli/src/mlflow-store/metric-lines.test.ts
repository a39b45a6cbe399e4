import { expect, it } from 'vitest';
import { parseMetricLine } from './metric-lines.ts';

it.each([
  ['1700 0.5', [1700, 0, 0.5], []],
  ['1700 0.5 3', [1700, 3, 0.5], []],
  ['1700 -1e-05 -2', [1700, -2, -0.00001], []],
  ['1700 nan 3', [1700, 3, 'NaN'], []],
  ['1700 inf 3', [1700, 3, 'Infinity'], []],
  ['1700 -inf 3', [1700, 3, '-Infinity'], []],
  ['1700 0.5 3 pairs 2b67', [1700, 3, 0.5], ['pairs', '2b67']],
  ['1700 0.5 3 0123 pairs 2b67', [1700, 3, 0.5], ['0123', 'pairs', '2b67']],
])('reads %j', (line, point, rest) => {
  expect(parseMetricLine(line)).toEqual({ point, rest });
});

it.each(['', '1700', 'now 0.5 3', '1700 much 3', '1700 0.5 first', '1700 0x10 3'])(
  'finds no point in %j',
  (line) => {
    expect(parseMetricLine(line)).toBeNull();
  },
);
