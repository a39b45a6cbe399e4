import { describe, expect, test } from 'vitest';
import { parseOptions } from './options.ts';

describe('the options of the ledger’s bench', () => {
  test('without any measure PGlite in full size and write nothing', () => {
    expect(parseOptions([])).toEqual({
      postgres: null,
      out: null,
      calls: 1000,
      runs: 10_000,
      points: 1_000_000,
    });
  });

  test.each([
    ['--runs', '5'],
    ['--points', 'many'],
    ['--calls', '0.5'],
    ['--rows', '7'],
  ])('refuse %s %s', (name, value) => {
    expect(() => parseOptions([name, value])).toThrow(/give a whole number|usage/);
  });
});
