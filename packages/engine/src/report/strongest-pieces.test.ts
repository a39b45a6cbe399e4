import { createExplainer, type Recipe, recipes, soloCrew, train } from '@verdict/learn';
import { describe, expect, it } from 'vitest';
import { strongestPieces } from './strongest-pieces.ts';

const texts = ['good good fun', 'good and fun', 'so good', 'bad bad dull', 'bad and dull', 'so bad'];
const labels = Int32Array.of(1, 1, 1, 0, 0, 0);

function trained(recipe: Recipe, classes: readonly string[] = ['no', 'yes'], of = { texts, labels }) {
  return train({
    ...of,
    classes,
    positive: classes.length === 2 ? 1 : null,
    groups: of.labels.map((_, row) => row),
    recipe,
    seed: 1,
    crew: soloCrew(),
    origin: { data: '', node: '', learn: '' },
  });
}

const preset = (name: string): Recipe => {
  const found = recipes.get(name);
  if (!found) throw new Error(`there is no recipe ${name}`);
  return found;
};
const words: Recipe = {
  ...preset('logreg'),
  features: [{ tokens: 'words', ngrams: [1, 2], tf: 'binary', normalize: 'none' }],
};

describe('strongestPieces', () => {
  it('names the words and phrases that speak for each class, the strongest first', async () => {
    const { model } = await trained(words);
    const [no, yes] = strongestPieces(model) ?? [];
    expect(no.label).toBe('no');
    expect(no.pieces.map(({ text }) => text)).toContain('bad dull');
    expect(no.pieces[0].text).toBe('bad');
    expect(yes.pieces[0].text).toBe('good');
    expect(yes.pieces.map(({ weight }) => weight)).toEqual(
      yes.pieces.map(({ weight }) => weight).toSorted((a, b) => b - a),
    );
    expect(yes.pieces.every(({ weight }) => weight > 0)).toBe(true);
  });

  it('gives a word the weight that an explanation gives it', async () => {
    const { model } = await trained(words);
    const explained = createExplainer(model)('good', 'yes').grams[0];
    const [, yes] = strongestPieces(model) ?? [];
    expect(yes.pieces[0].text).toBe(explained.text);
    expect(yes.pieces[0].weight).toBeCloseTo(explained.contribution, 6);
  });

  it('sets each of several classes beside the mean of all', async () => {
    const three = {
      texts: [...texts, 'odd thing', 'odd odd', 'an odd one'],
      labels: Int32Array.of(1, 1, 1, 0, 0, 0, 2, 2, 2),
    };
    const { model } = await trained(words, ['no', 'yes', 'odd'], three);
    const explained = createExplainer(model)('odd', 'odd').grams[0];
    const odd = (strongestPieces(model) ?? [])[2];
    expect(odd.pieces[0].text).toBe('odd');
    expect(odd.pieces[0].weight).toBeCloseTo(explained.contribution, 6);
  });

  it('makes the ends of words visible in pieces of characters', async () => {
    const characters: Recipe = { ...words, features: [{ tokens: 'characters-in-words', ngrams: [2, 4] }] };
    const { model } = await trained(characters);
    const pieces = (strongestPieces(model) ?? []).flatMap((one) => one.pieces.map(({ text }) => text));
    expect(pieces.some((text) => text.includes('␣'))).toBe(true);
    expect(pieces.some((text) => text.includes(' '))).toBe(false);
  });

  it('has none of a forest, nor of columns that are known by their hash', async () => {
    expect(strongestPieces((await trained(preset('random-forest'))).model)).toBe(null);
    const hashed: Recipe = { ...words, features: [{ tokens: 'words', ngrams: [1, 1], hashBits: 8 }] };
    expect(strongestPieces((await trained(hashed)).model)).toBe(null);
  });
});
