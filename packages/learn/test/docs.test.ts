import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type {
  LinearSvmOptions,
  LogisticRegressionOptions,
  NaiveBayesOptions,
  RandomForestOptions,
} from '../src/classify/classifier.ts';
import type { FeatureSetOptions } from '../src/features/feature-set.ts';
import { evaluate } from '../src/measure/evaluate.ts';
import type { Model } from '../src/model/model.ts';
import { encodeModel } from '../src/model-file/encode-model.ts';
import { decodeTensors } from '../src/model-file/safetensors.ts';
import { parseRecipe } from '../src/recipe/parse-recipe.ts';
import type { Recipe } from '../src/recipe/recipe.ts';
import { defaultRecipe, recipes } from '../src/recipe/recipes.ts';
import { expandSweep } from '../src/train/expand-sweep.ts';
import { train } from '../src/train/train.ts';
import { sentences, trainInput } from './small-corpus.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const pageOf = (path: string): string => readFileSync(join(repository, 'docs', path), 'utf8');

/** The part of a page from a heading to the next one of its rank or above. */
function section(page: string, heading: string): string {
  const level = /^#+/.exec(heading)?.[0].length ?? 1;
  const lines = page.split('\n');
  const from = lines.indexOf(heading);
  expect(from, heading).toBeGreaterThanOrEqual(0);
  const length = lines.slice(from + 1).findIndex((line) => (/^#+(?= )/.exec(line)?.[0].length ?? 9) <= level);
  return lines.slice(from, length < 0 ? undefined : from + 1 + length).join('\n');
}

/** What stands in code letters at the start of a table's rows. */
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell]) => cell).sort();

const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code]) => code);

describe('the page docs/recipes.md', () => {
  const page = pageOf('recipes.md');

  // The types ask for a line here when a field is added; the page is then asked for one too.
  const recipe: Record<keyof Recipe, 1> = {
    name: 1,
    features: 1,
    classifier: 1,
    calibration: 1,
    folds: 1,
    positive: 1,
    threshold: 1,
    unsure: 1,
  };
  const featureSet: Record<keyof FeatureSetOptions, 1> = {
    tokens: 1,
    lowercase: 1,
    stripBreaks: 1,
    minLength: 1,
    stopWords: 1,
    stem: 1,
    part: 1,
    ngrams: 1,
    minDf: 1,
    maxDf: 1,
    maxFeatures: 1,
    hashBits: 1,
    tf: 1,
    idf: 1,
    ratio: 1,
    normalize: 1,
    gain: 1,
  };
  const iterated = { kind: 1, c: 1, classWeights: 1, tolerance: 1, maxIterations: 1 } as const;
  const logisticRegression: Record<keyof LogisticRegressionOptions, 1> = iterated;
  const linearSvm: Record<keyof LinearSvmOptions, 1> = { ...iterated, loss: 1, solver: 1 };
  const naiveBayes: Record<keyof NaiveBayesOptions, 1> = { kind: 1, alpha: 1, classWeights: 1 };
  const randomForest: Record<keyof RandomForestOptions, 1> = {
    kind: 1,
    trees: 1,
    candidates: 1,
    maxDepth: 1,
    minLeaf: 1,
    classWeights: 1,
  };

  it.each([
    ['## Fields of a recipe', recipe],
    ['## Fields of a feature set', featureSet],
    ['### logistic-regression', logisticRegression],
    ['### linear-svm', linearSvm],
    ['### multinomial-naive-bayes and complement-naive-bayes', naiveBayes],
    ['### random-forest', randomForest],
  ])('names under "%s" the fields that there are, and no others', (heading, fields) => {
    expect(firstCells(section(page, heading))).toEqual(Object.keys(fields).sort());
  });

  it('has a row for each preset, and for nothing else', () => {
    const rows = section(page, '## The presets');
    expect(firstCells(rows)).toEqual([...recipes.keys()].sort());
    expect(rows).toMatch(new RegExp(`^\\| \`${defaultRecipe}\` .*the default`, 'm'));
  });

  it('says of the presets as a whole what is true of each', () => {
    for (const { name, calibration, unsure, folds, threshold } of recipes.values()) {
      const expected = ['linear-svm', 'word-char'].includes(name) ? 'sigmoid' : 'temperature';
      expect({ name, calibration, unsure, folds, threshold }).toEqual({
        name,
        calibration: expected,
        unsure: { share: 0.1 },
        folds: undefined,
        threshold: undefined,
      });
    }
  });

  it('shows recipes and sweeps that can be read, and so does the page on choosing one', () => {
    const shown = [page, pageOf('how-to/choose-a-recipe.md')].map((text) => blocks(text, 'json'));
    expect(shown.map((json) => json.length)).toEqual([3, 2]);
    for (const json of shown.flat()) expect(() => expandSweep([JSON.parse(json)].flat()), json).not.toThrow();
  });

  it('says how a recipe with changes is called', () => {
    const changed = blocks(page, 'json').find((json) => json.startsWith('{ "base"')) ?? '';
    expect(page).toContain(`here \`${parseRecipe(JSON.parse(changed)).name}\``);
  });
});

describe('the page docs/model-file.md', async () => {
  const page = pageOf('model-file.md');
  const trained = async (name: string): Promise<Model> => {
    const recipe = recipes.get(name);
    if (!recipe) throw new TypeError(`there is no recipe ${name}`);
    return (await train(trainInput(sentences(80, 2, 1), 2, recipe))).model;
  };
  const models = await Promise.all(['word-char', 'random-forest'].map(trained));
  const files = models.map((model) => decodeTensors(encodeModel(model)));

  it('has a row for each field of the metadata, and for nothing else', () => {
    const documented = section(page, '## Metadata').split('`facts` is for people')[0];
    for (const { metadata } of files) {
      expect(firstCells(documented)).toEqual(Object.keys(metadata).sort());
    }
  });

  it('has a row for each fact, and for nothing else', () => {
    const documented = section(page, '## Metadata').split('`facts` is for people')[1];
    for (const { facts } of models) expect(firstCells(documented)).toEqual(Object.keys(facts).sort());
  });

  it('has a row for each tensor, with its type and rank, and for nothing else', () => {
    const documented = new Map(
      [...section(page, '## Tensors').matchAll(/^\| `([a-zA-Z.]+)` \| ([^|]+) \| ([^|]+) \|/gm)].map(
        ([, name, types, shape]) => [name, { types: types.split(' or '), rank: shape.split(', ').length }],
      ),
    );
    const written = files.flatMap(({ tensors }) => [...tensors]);
    const general = (name: string): string =>
      name.replace(/^set\.\d+/, 'set.N').replace(/level\.\d+/, 'level.L');
    expect([...documented.keys()].sort()).toEqual([
      ...new Set(written.map(([name]) => general(name)).sort()),
    ]);
    for (const [name, { dtype, shape }] of written) {
      expect(documented.get(general(name))?.types, name).toContain(dtype);
      expect(documented.get(general(name))?.rank, name).toBe(shape.length);
    }
  });

  it('says where the checksum stands', () => {
    const [, from, to] = /bytes (\d+) to (\d+) of the file/.exec(page) ?? [];
    const bytes = encodeModel(models[0]);
    const found = new TextDecoder().decode(bytes.subarray(Number(from), Number(to) + 1));
    expect(found).toBe(files[0].metadata.checksum);
  });
});

describe('the page docs/metrics.md', () => {
  it('has a row for each metric, and for nothing else', () => {
    const metrics = evaluate({
      labels: Int32Array.of(0, 1),
      predicted: Int32Array.of(0, 1),
      probabilities: Float64Array.of(0.9, 0.1, 0.2, 0.8),
      classes: 2,
    });
    const documented = firstCells(section(pageOf('metrics.md'), '## The metrics'));
    expect(documented).toEqual(Object.keys(metrics).sort());
  });
});

describe('the page docs/how-to/classify-in-a-browser.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdict-docs-'));
  afterAll(() => {
    vi.unstubAllGlobals();
    rmSync(folder, { recursive: true });
  });

  it('shows a program that bundles, as small as the page says, and classifies', async () => {
    const page = pageOf('how-to/classify-in-a-browser.md');
    const [code] = blocks(page, 'js');
    const input = join(folder, 'classify.js');
    writeFileSync(input, code);
    const bundle = await rolldown({
      input,
      platform: 'browser',
      resolve: { alias: { '@verdict/learn': join(repository, 'packages/learn/src/index.ts') } },
    });
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    await bundle.close();
    expect(output).toHaveLength(1);
    expect(output[0].imports).toEqual([]);
    const [, minified, zipped] = /minified they are (\d+) kB, (\d+) kB with gzip/.exec(page) ?? [];
    const { code: bundled } = output[0];
    expect(Math.abs(bundled.length / 1000 / Number(minified) - 1)).toBeLessThan(0.1);
    expect(Math.abs(gzipSync(bundled).length / 1000 / Number(zipped) - 1)).toBeLessThan(0.1);

    const recipe = recipes.get('nb-logreg') as Recipe;
    const { model } = await train(trainInput(sentences(80, 2, 1), 2, recipe));
    const file = encodeModel(model) as Uint8Array<ArrayBuffer>;
    vi.stubGlobal('fetch', async () => new Response(file));
    const path = join(folder, 'classify.mjs');
    writeFileSync(path, bundled);
    const { classify } = (await import(pathToFileURL(path).href)) as { classify: (text: string) => string };
    expect(classify('warm, funny and clever')).toMatch(/^positive, \d+ %/);
  });
});
