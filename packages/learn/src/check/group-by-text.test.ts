import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByText } from './group-by-text.ts';
import { sameText } from './hash-text.ts';

describe('grouping by text', () => {
  it('numbers the texts in order of first appearance', () => {
    expect([...groupByText(['b', 'a', ' B ', 'c', 'a', 'A'])]).toEqual([0, 1, 0, 2, 1, 1]);
    expect([...groupByText([])]).toEqual([]);
  });

  it('tells texts apart that open alike and differ late', () => {
    const opening = 'Dear customer, '.repeat(20);
    expect([...groupByText([`${opening}A1`, `${opening}B`, `${opening}a1`, opening])]).toEqual([0, 1, 0, 2]);
  });

  it('reads any column that knows its length and gives a row', () => {
    const column = { length: 4, at: (row: number) => (row % 2 ? 'odd' : 'even') };
    expect([...groupByText(column)]).toEqual([0, 1, 0, 1]);
  });

  it('rests on no hash: where all hashes collide the groups are the same', () => {
    const texts = ['b', 'a', 'B', 'c', 'a', 'd', 'C'];
    const worst = (text: string) => text.length;
    expect(groupByText(texts, worst)).toEqual(groupByText(texts));
  });

  it('puts two rows together exactly when their texts are the same', () => {
    const text = fc
      .array(fc.constantFrom('a', 'A', ' ', 'b'), { maxLength: 4 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), fc.boolean(), (short, long) => {
        const texts = long ? short.map((one) => `${'x'.repeat(80)}${one}`) : short;
        const groups = groupByText(texts);
        for (let i = 0; i < texts.length; i++) {
          for (let j = 0; j < i; j++) {
            expect(groups[i] === groups[j]).toBe(sameText(texts[i], texts[j]));
          }
        }
        // Ids are dense and count up.
        let next = 0;
        for (const group of groups) {
          expect(group).toBeLessThanOrEqual(next);
          if (group === next) next++;
        }
      }),
    );
  });
});
