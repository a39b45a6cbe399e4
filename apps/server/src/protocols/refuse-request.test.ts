import { describe, expect, test } from 'vitest';
import { shown } from './refuse-request.ts';

describe('what is repeated of a request', () => {
  test.each<[what: string, value: unknown, said: string]>([
    ['a number', 5, '5'],
    ['nothing', undefined, 'undefined'],
    ['a line break', 'a\nb', '"a\\nb"'],
    ['a long text', 'x'.repeat(100), `"${'x'.repeat(59)}…`],
  ])('says %s', (_, value, said) => {
    expect(shown(value)).toBe(said);
  });

  test('says of lists in lists in lists that they are too deep, and does not fail at them', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(shown(deep)).toBe('a value nested too deep to repeat');
    expect(shown({ deep })).toBe('a value nested too deep to repeat');
  });
});
