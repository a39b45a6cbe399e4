import { describe, expect, test } from 'vitest';
import { assertName, assertStorable, assertText, shown } from './names.ts';

describe('a name', () => {
  test.each(['a', 'film-reviews', '2026.11_a', 'A'.repeat(100)])('%j is one', (name) => {
    expect(() => assertName('dataset', name)).not.toThrow();
  });

  test.each(['', '.', '..', '../a', 'a/b', '-a', '_a', 'a b', 'é', 'a\n', 'a\0', 'A'.repeat(101), '%2e'])(
    '%j is none',
    (name) => {
      expect(() => assertName('dataset', name)).toThrow('cannot name a dataset: use 1 to 100 letters');
    },
  );
});

describe('text', () => {
  test('of one line has no control characters, and lines only where they are welcome', () => {
    expect(() => assertText('title', 'a\nb', 10)).toThrow(
      'The title has the control character U+000A at character 2; leave it out.',
    );
    expect(() => assertText('title', 'a\u2028b', 10)).toThrow('U+2028');
    expect(() => assertText('message', 'a\r\n\tb', 10, { lines: true })).not.toThrow();
    expect(() => assertText('message', 'a\u001b[31m', 10, { lines: true })).toThrow('U+001B');
  });

  test('is counted in characters, not in halves of them', () => {
    expect(() => assertStorable('It', '🎬'.repeat(10), 10)).not.toThrow();
    expect(() => assertStorable('It', '🎬'.repeat(11), 10)).toThrow('at most 10 are kept');
    expect(() => assertStorable('It', 'x'.repeat(1_000_000), 10)).toThrow('1,000,000 characters');
  });

  test('that PostgreSQL could not give back is refused', () => {
    expect(() => assertStorable('It', 'a\0', 10)).toThrow('NUL at character 2');
    expect(() => assertStorable('It', '\ud800', 10)).toThrow('half of a surrogate pair');
  });

  test('in an error is short, and its control characters are visible', () => {
    expect(shown('a\n')).toBe('"a\\n"');
    expect(shown('x'.repeat(100))).toHaveLength(63);
  });
});
