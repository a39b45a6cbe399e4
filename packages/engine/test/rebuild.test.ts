import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeData } from '../src/freeze/freeze-data.ts';
import { rebuildModel } from '../src/rebuild/rebuild-model.ts';
import type { RebuildRequest } from '../src/rebuild/rebuild-request.ts';
import { trainModel } from '../src/train/train-model.ts';
import type { TrainReport } from '../src/train/train-request.ts';
import { testContext } from './testing/engine-context.ts';
import { csvOf, madeRows } from './testing/made-rows.ts';
import { trainRequest } from './testing/train-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'verdict-rebuild-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const odd = [
  { text: 'quotes "inside", commas, and\na line break', label: 'bad' },
  { text: 'naïve café 🎬 \u2028 and a tab\there', label: 'good' },
  { text: '{"text": "looks like JSON", "label": "x"}', label: 'good' },
  { text: '<br /><br />HTML &amp; entities', label: 'bad' },
];

async function freeze(name: string): Promise<string> {
  const file = { path: at(`${name}.csv`), name: `${name}.csv`, text: null, label: null };
  const frozen = await freezeData(
    { files: [file], before: null, out: at(`${name}.jsonl.gz`) },
    testContext(),
  );
  return frozen.rowsSha256;
}

const train = (change: Parameters<typeof trainRequest>[0]): Promise<TrainReport> =>
  trainModel(trainRequest(change), testContext());
const bytesOf = (name: string): Buffer => readFileSync(at(name));

let rowsSha256: string;
beforeAll(async () => {
  writeFileSync(at('rows.csv'), csvOf([...madeRows(300), ...odd]));
  writeFileSync(
    at('test.csv'),
    csvOf(madeRows(80).map(({ text, label }) => ({ text: `${text} Indeed.`, label }))),
  );
  rowsSha256 = await freeze('rows');
  await freeze('test');
});

describe('training on frozen rows', () => {
  it('has the data version of the file they came from, and makes the same model file', async () => {
    const fromCsv = await train({ data: at('rows.csv'), out: at('csv.verdict') });
    const fromFrozen = await train({ data: at('rows.jsonl.gz'), out: at('frozen.verdict') });
    expect(fromFrozen.data.version).toBe(fromCsv.data.version);
    expect(fromFrozen.data.version).toBe(rowsSha256);
    expect(bytesOf('frozen.verdict').equals(bytesOf('csv.verdict'))).toBe(true);
  });

  it('takes frozen test rows, with the same outcome as out of their file', async () => {
    const fromCsv = await train({
      data: at('rows.csv'),
      test: at('test.csv'),
      out: at('csv-tested.verdict'),
    });
    const fromFrozen = await train({
      data: at('rows.jsonl.gz'),
      test: at('test.jsonl.gz'),
      out: at('frozen-tested.verdict'),
    });
    expect(fromFrozen.test_data).toEqual(fromCsv.test_data);
    expect(fromFrozen.metrics).toEqual(fromCsv.metrics);
    expect(fromFrozen.model.sha256).toBe(fromCsv.model.sha256);
  });
});

describe('rebuilding a model from the record', () => {
  let report: TrainReport;
  let request: RebuildRequest;
  beforeAll(async () => {
    report = await train({ data: at('rows.csv'), out: at('first.verdict'), seed: 7, recipe: 'nb-logreg' });
    request = {
      data: at('rows.jsonl.gz'),
      test: null,
      // As it comes out of an artifact.
      recipe: JSON.parse(JSON.stringify(report.recipe_json)),
      seed: report.seed,
      holdout: report.holdout,
      positive: report.positive,
      sizeBytes: report.size_bytes,
      threads: 1,
      out: at('again.verdict'),
      expected: {
        sha256: report.model.sha256,
        data: report.data.version,
        node: report.node,
        learn: report.learn,
      },
    };
  });
  const rebuild = (change: Partial<RebuildRequest> = {}) =>
    rebuildModel({ ...request, ...change }, testContext());

  it('makes the same bytes', async () => {
    const outcome = await rebuild();
    expect(outcome).toEqual({
      same: true,
      sha256: report.model.sha256,
      expected: report.model.sha256,
      bytes: report.model.bytes,
      path: at('again.verdict'),
      differences: [],
    });
    expect(bytesOf('again.verdict').equals(bytesOf('first.verdict'))).toBe(true);
  });

  it('makes the same bytes of every preset, whatever the order of its fields', async () => {
    for (const recipe of ['word-char', 'sms-spam', 'random-forest']) {
      const first = await train({ data: at('rows.csv'), out: at(`${recipe}.verdict`), recipe });
      const { same } = await rebuild({
        recipe: JSON.parse(JSON.stringify(first.recipe_json)),
        seed: first.seed,
        expected: { ...request.expected, sha256: first.model.sha256 },
      });
      expect(same, recipe).toBe(true);
    }
  });

  it('makes a model again that was made smaller and judged on rows of their own', async () => {
    const sizeBytes = 30_000;
    const first = await train({
      data: at('rows.csv'),
      test: at('test.csv'),
      out: at('small.verdict'),
      recipe: 'word-char',
      sizeBytes,
      positive: 'bad',
    });
    const { same } = await rebuild({
      test: at('test.jsonl.gz'),
      recipe: first.recipe_json,
      seed: first.seed,
      holdout: first.holdout,
      positive: 'bad',
      sizeBytes,
      expected: { ...request.expected, sha256: first.model.sha256 },
    });
    expect(same).toBe(true);
  });

  it('says what was not as it was', async () => {
    const otherSeed = await rebuild({ seed: 8 });
    expect(otherSeed.same).toBe(false);
    expect(otherSeed.differences).toEqual([expect.stringContaining('seed')]);
    const otherNode = await rebuild({
      expected: { ...request.expected, sha256: 'f'.repeat(64), node: 'v22.0.0' },
    });
    expect(otherNode.differences).toEqual([expect.stringContaining('v22.0.0 then')]);
  });

  it('refuses a recipe that is none', async () => {
    await expect(rebuild({ recipe: { name: 'x' } })).rejects.toThrow(/recipe on record is none/);
    await expect(rebuild({ recipe: null })).rejects.toThrow(/recipe on record is none/);
  });
});
