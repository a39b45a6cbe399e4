import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('parseOptions', () => {
  it('runs every suite with five pairs and ten assignments when nothing is said', () => {
    expect(parseOptions([])).toEqual({
      wanted: [],
      pairs: 5,
      assignments: 10,
      recipes: null,
      data: null,
      python: null,
      out: null,
    });
  });

  it('takes suites by name and options beside them', () => {
    const options = parseOptions(['speed-nb-logreg', '--pairs', '3', '--recipe', 'a', '--recipe', 'b']);
    expect(options).toMatchObject({ wanted: ['speed-nb-logreg'], pairs: 3, recipes: ['a', 'b'] });
  });

  it.each([
    [['--pairs', '0'], '--pairs is "0"'],
    [['--pairs', '2.5'], '--pairs is "2.5"'],
    [['--assignments', '11'], '--assignments is "11"'],
    [['--pair', '3'], "Unknown option '--pair'"],
  ])('refuses %j with the rule', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
