import { createHash } from 'node:crypto';
import { decodeModel, encodeModel, groupByText, recipes, soloCrew, train } from '@verdict/learn';
import { createServedModel, type LineOptions, type ServedModel, type TextPredictor } from '@verdict/serve';

const good = ['warm', 'funny', 'beautiful', 'wonderful', 'brilliant', 'charming'];
const bad = ['dull', 'painful', 'boring', 'awful', 'tedious', 'clumsy'];
const things = ['film', 'plot', 'ending', 'music', 'cast', 'joke', 'story', 'scene'];

/** Every adjective with every thing: 96 rows that a model learns in a few milliseconds. */
const reviews = things.flatMap((thing) => [
  ...good.map((word) => ({ text: `A ${word} ${thing}, I liked it.`, label: 1 })),
  ...bad.map((word) => ({ text: `A ${word} ${thing}, I left early.`, label: 0 })),
]);

/** The first of these rows as a CSV file; `before` makes other texts of them. */
export function reviewsCsv(rows: number, before = ''): Uint8Array {
  const lines = reviews
    .slice(0, rows)
    .map(({ text, label }) => `"${before}${text}",${label === 1 ? 'positive' : 'negative'}`);
  return new TextEncoder().encode(`text,label\n${lines.join('\n')}\n`);
}

/** The bytes of a small model file, of the recipe's kind. */
export async function smallModelFile(
  recipe = 'nb-logreg',
  classes: readonly string[] = ['negative', 'positive'],
): Promise<Uint8Array> {
  const texts = reviews.map(({ text }) => text);
  const { model } = await train({
    texts,
    labels: Int32Array.from(reviews, ({ label }) => label),
    classes,
    positive: 1,
    groups: groupByText(texts),
    recipe: recipes.get(recipe) ?? missing(recipe),
    seed: 42,
    crew: soloCrew(),
    origin: { data: 'small', node: process.version, learn: 'test' },
  });
  return encodeModel(model);
}

export async function smallServedModel(
  name = 'sentiment-en',
  version = 1,
  recipe?: string,
): Promise<ServedModel> {
  const bytes = await smallModelFile(recipe);
  return createServedModel({
    name,
    version,
    model: decodeModel(bytes),
    bytes: bytes.byteLength,
    sha256: '0'.repeat(64),
  });
}

function missing(recipe: string): never {
  throw new TypeError(`there is no recipe ${recipe}`);
}

/** A version whose answers another predictor gives. */
export async function servedBy(
  predictor: TextPredictor,
  { name = 'sentiment-en', version = 1, line = {} }: ServedByOptions = {},
): Promise<ServedModel> {
  const bytes = await smallModelFile();
  const model = decodeModel(bytes);
  const sha256 = createHash('sha256').update(`${name}@${version}`).digest('hex');
  return createServedModel({
    name,
    version,
    model,
    bytes: bytes.byteLength,
    sha256,
    predictor,
    lineOptions: line,
  });
}

export interface ServedByOptions {
  readonly name?: string;
  readonly version?: number;
  readonly line?: LineOptions;
}
