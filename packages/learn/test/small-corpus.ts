import { groupByText } from '../src/check/group-by-text.ts';
import { soloCrew } from '../src/crew.ts';
import { createRandom, type Random } from '../src/random.ts';
import type { Recipe } from '../src/recipe/recipe.ts';
import type { TrainInput } from '../src/train/train.ts';

export interface LabelledText {
  readonly text: string;
  readonly label: number;
}

const filler = 'the a it was and of in that there with this for on had been'.split(' ');
const telling = [
  'dull slow painful tedious wooden hollow lazy boring',
  'warm funny gripping tender clever lovely bright moving',
  'striker goal match league season coach final penalty',
  'rate shares bank market profit bond trade tariff',
].map((line) => line.split(' '));

/** Made-up sentences: two or three words of the class's own among words of none; `noise` is the share of wrong labels. */
export function sentences(count: number, classes: number, seed: number, noise = 0): LabelledText[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, row) => {
    const label = row % classes;
    const words = Array.from({ length: 4 + random.below(8) }, () => oneOf(filler, random));
    for (let i = 0; i < 2 + random.below(2); i++) {
      words.splice(random.below(words.length + 1), 0, oneOf(telling[label], random));
    }
    words.push(oneOf(['.', '!', '?!', '<br /><br />', '…'], random));
    return { text: words.join(' '), label: random.next() < noise ? random.below(classes) : label };
  });
}

export const classNames = ['negative', 'positive', 'sport', 'business'] as const;

export function trainInput(
  rows: readonly LabelledText[],
  classes: number,
  recipe: Recipe,
  more: Partial<TrainInput> = {},
): TrainInput {
  const texts = rows.map(({ text }) => text);
  return {
    texts,
    labels: Int32Array.from(rows, ({ label }) => label),
    classes: classNames.slice(0, classes),
    positive: classes === 2 ? 1 : null,
    groups: groupByText(texts),
    recipe,
    seed: 42,
    crew: soloCrew(),
    origin: { data: 'made up', node: 'any', learn: 'this' },
    ...more,
  };
}

function oneOf<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)];
}
