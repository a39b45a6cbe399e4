import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences.ts';

const made = { sha256: 'a', data: 'd1', node: 'v24.1.0', learn: 'l1' };

describe('differencesOf', () => {
  for (const [what, expected, found] of [
    ['nothing where all is the same', { ...made }, []],
    ['other rows', { ...made, sha256: 'b', data: 'd2' }, [/rows are others/]],
    ['other learning code', { ...made, sha256: 'b', learn: 'l2' }, [/learning code is another/]],
    ['another Node', { ...made, sha256: 'b', node: 'v22.1.0' }, [/v22\.1\.0 then, v24\.1\.0 now/]],
    [
      'all three, the likeliest first',
      { sha256: 'b', data: 'd2', node: 'v22.1.0', learn: 'l2' },
      [/rows/, /learning code/, /Node/],
    ],
    ['the request where nothing else differs', { ...made, sha256: 'b' }, [/recipe, seed, holdout/]],
    [
      'the request where the record knows no more',
      { sha256: 'b', data: null, node: null, learn: null },
      [/recipe/],
    ],
  ] as const) {
    it(`names ${what}`, () => {
      const differences = differencesOf(made, expected);
      expect(differences).toHaveLength(found.length);
      for (const [index, pattern] of found.entries()) expect(differences[index]).toMatch(pattern);
    });
  }
});
