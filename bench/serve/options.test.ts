import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('parseOptions', () => {
  it('runs every part with sixteen connections when nothing is said', () => {
    expect(parseOptions([])).toEqual({
      parts: ['contest', 'start', 'processes', 'million'],
      rounds: 7,
      seconds: 5,
      connections: 16,
      requests: 1_000_000,
      database: 'own',
      python: null,
      out: null,
    });
  });

  it('takes parts by name and options beside them', () => {
    expect(parseOptions(['contest', '--rounds', '3', '--database', 'embedded'])).toMatchObject({
      parts: ['contest'],
      rounds: 3,
      database: 'embedded',
    });
  });

  it.each([
    [['contests'], 'There is no part "contests"'],
    [['--rounds', '0'], '--rounds is "0"'],
    [['--seconds', '2.5'], '--seconds is "2.5"'],
    [['--database', 'mysql://there'], 'neither own, embedded'],
    [['--round', '3'], "Unknown option '--round'"],
  ])('refuses %j with the rule', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
