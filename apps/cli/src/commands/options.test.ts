import { describe, expect, it } from 'vitest';
import { parseHoldout, parseSize } from './options.ts';

describe('parseSize', () => {
  const sizes: readonly [string, number][] = [
    ['4MB', 4_000_000],
    ['4 mb', 4_000_000],
    ['1.5MiB', 1_572_864],
    ['800k', 800_000],
    ['123', 123],
    ['2GB', 2e9],
  ];
  for (const [text, bytes] of sizes)
    it(`reads ${text} as ${bytes} bytes`, () => expect(parseSize(text)).toBe(bytes));
  for (const text of ['', '0', '-1MB', 'MB', '1 TB', '1e6', '4MB!', 'toString'])
    it(`refuses ${JSON.stringify(text)}`, () => expect(() => parseSize(text)).toThrow(/^--size is /));
});

describe('parseHoldout', () => {
  it('takes a share from 0 to below 1', () => {
    expect([parseHoldout('0'), parseHoldout('0.25'), parseHoldout('.5')]).toEqual([0, 0.25, 0.5]);
  });
  for (const text of ['1', '-0.1', '20%', '', 'NaN', 'Infinity'])
    it(`refuses ${JSON.stringify(text)}`, () => expect(() => parseHoldout(text)).toThrow(/^--holdout is /));
});
