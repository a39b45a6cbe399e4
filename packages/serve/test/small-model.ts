import { encodeModel, groupByText, type Model, recipes, soloCrew, train } from '@verdict/learn';

const good = ['warm', 'funny', 'beautiful', 'wonderful', 'brilliant', 'charming'];
const bad = ['dull', 'painful', 'boring', 'awful', 'tedious', 'clumsy'];
const things = ['film', 'plot', 'ending', 'music', 'cast', 'joke', 'story', 'scene'];

const reviews = things.flatMap((thing) => [
  ...good.map((word) => ({ text: `A ${word} ${thing}, I liked it.`, label: 1 })),
  ...bad.map((word) => ({ text: `A ${word} ${thing}, I left early.`, label: 0 })),
]);

/** A model of 96 rows, made in a few milliseconds; another seed is another file. */
export async function smallModel(recipe = 'nb-logreg', seed = 42): Promise<Model> {
  const texts = reviews.map(({ text }) => text);
  const { model } = await train({
    texts,
    labels: Int32Array.from(reviews, ({ label }) => label),
    classes: ['negative', 'positive'],
    positive: 1,
    groups: groupByText(texts),
    recipe: recipes.get(recipe) ?? missing(recipe),
    seed,
    crew: soloCrew(),
    origin: { data: 'small', node: process.version, learn: 'test' },
  });
  return model;
}

export async function smallModelFile(recipe?: string, seed?: number): Promise<Uint8Array> {
  return encodeModel(await smallModel(recipe, seed));
}

function missing(recipe: string): never {
  throw new TypeError(`there is no recipe ${recipe}`);
}
