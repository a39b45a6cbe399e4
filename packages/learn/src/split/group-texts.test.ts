import { describe, expect, it } from 'vitest';
import { groupTexts } from './group-texts.ts';

describe('groupTexts', () => {
  it('numbers equal keys alike, by first appearance', () => {
    expect(groupTexts(['b', 'a', 'b', 'c', 'a'])).toEqual(Int32Array.of(0, 1, 0, 2, 1));
    expect(groupTexts(BigInt64Array.of(7n, 7n, -1n))).toEqual(Int32Array.of(0, 0, 1));
    expect(groupTexts([])).toEqual(new Int32Array(0));
  });

  it('does not trip over texts that name parts of an object', () => {
    expect(groupTexts(['__proto__', 'constructor', '__proto__'])).toEqual(Int32Array.of(0, 1, 0));
  });
});
