import { expect, test } from 'vitest';
import { ofMost } from './shade.ts';

test.each([
  [0, 10, ''],
  [0.1, 10, 'bg-bad/5'],
  [1, 1_000_000, 'bg-bad/5'],
  [5, 10, 'bg-bad/15'],
  [10, 10, 'bg-bad/25'],
  [20, 10, 'bg-bad/25'],
  [0, 0, ''],
])('%d of at most %d is shaded %j', (count, most, shade) => expect(ofMost(count, most)).toBe(shade));

test('what is right has the other colour', () => expect(ofMost(10, 10, true)).toBe('bg-good/25'));
