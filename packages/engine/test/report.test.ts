import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainModel } from '../src/train/train-model.ts';
import type { TrainReport, TrainRequest } from '../src/train/train-request.ts';
import { testContext } from './testing/engine-context.ts';
import { csvOf, type MadeRow, madeRows } from './testing/made-rows.ts';
import { trainRequest } from './testing/train-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'verdict-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

function train(
  name: string,
  rows: readonly MadeRow[],
  change: Partial<TrainRequest> = {},
): Promise<TrainReport> {
  writeFileSync(at(`${name}.csv`), csvOf(rows));
  return trainModel(
    trainRequest({ data: at(`${name}.csv`), out: at(`${name}.verdict`), report: at(name), ...change }),
    testContext(),
  );
}

const read = (name: string): string => readFileSync(at(name), 'utf8');
const pictures = ['calibration', 'confidence', 'confusion', 'precision-recall', 'roc'];
const allFiles = [
  ...pictures.flatMap((name) => [`${name}.png`, `${name}.svg`]),
  'confusion.csv',
  'curves.json',
  'errors.csv',
  'metrics.json',
  'model-card.html',
  'per-class.csv',
  'predictions.jsonl.gz',
  'recipe.json',
  'slices.csv',
].sort();

describe('the report of a training', () => {
  let report: TrainReport;
  beforeAll(async () => {
    report = await train('reviews', madeRows(400));
  });

  it('has every file that it says, and no other', () => {
    expect(report.report).toEqual({ folder: at('reviews'), files: allFiles });
    expect(readdirSync(at('reviews')).sort()).toEqual(allFiles);
  });

  it('says the same in all of its files', () => {
    const metrics = JSON.parse(read('reviews/metrics.json'));
    expect(metrics).toMatchObject({
      judged_on: 'held-out rows',
      metrics: { accuracy: report.metrics.accuracy },
      model: { sha256: report.model.sha256 },
      data: { version: report.data.version },
    });
    const predictions = gunzipSync(readFileSync(at('reviews/predictions.jsonl.gz')))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(predictions).toHaveLength(report.rows.test);
    const right = predictions.filter(({ label, predicted }) => label === predicted).length;
    expect(right / predictions.length).toBeCloseTo(report.metrics.accuracy ?? -1, 12);
    const rows = csvOf(madeRows(400)).split('\n');
    for (const { row, label } of predictions.slice(0, 20))
      expect(rows[row]).toMatch(new RegExp(`"${label}"$`));
    const curves = JSON.parse(read('reviews/curves.json'));
    expect(curves.classes[1].roc_auc).toBeCloseTo(report.metrics.roc_auc ?? -1, 12);
    expect(JSON.parse(read('reviews/recipe.json'))).toEqual(report.recipe_json);
  });

  it('lists the wrong answers, the surest first', () => {
    const [header, ...lines] = read('reviews/errors.csv').trimEnd().split('\n');
    expect(header).toBe('row,label,predicted,confidence,text');
    const wrong = report.metrics.confusion?.flatMap((counts, t) => counts.filter((_, p) => p !== t)) ?? [];
    expect(lines).toHaveLength(wrong.reduce((sum, count) => sum + count, 0));
    const confidences = lines.map((line) => Number(line.split(',')[3]));
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  });

  it('leaves the model file as it is without a report', async () => {
    const plain = await train('plain', madeRows(400), { report: null });
    expect(plain.model.sha256).toBe(report.model.sha256);
    expect(plain.report).toBe(null);
    expect(plain.surroundings).toBe(null);
  });

  it('tells where it was trained', () => {
    expect(report.surroundings?.machine.cores).toBeGreaterThan(0);
    expect(report.node).toBe(process.version);
    expect(report.learn).toMatch(/^[0-9a-f]{64}$/);
    expect(report.data.classes).toEqual([
      { label: 'bad', rows: expect.any(Number) },
      { label: 'good', rows: expect.any(Number) },
    ]);
  });

  it('is of the out-of-fold rows where none were held out', async () => {
    const all = await train('all', madeRows(200), { holdout: 0 });
    expect(all.report?.files).toEqual(allFiles);
    expect(JSON.parse(read('all/metrics.json'))).toMatchObject({ judged_on: 'out of fold' });
    expect(read('all/model-card.html')).toContain('No rows were held out');
  });

  it('is short where nothing could be judged', async () => {
    const recipe = { ...report.recipe_json, name: 'bare', calibration: 'none' } as Record<string, unknown>;
    delete recipe.unsure;
    writeFileSync(at('uncalibrated.json'), JSON.stringify(recipe));
    const bare = await train('bare', madeRows(100), { holdout: 0, recipe: at('uncalibrated.json') });
    expect(bare.report?.files).toEqual(['metrics.json', 'model-card.html', 'recipe.json']);
    expect(read('bare/model-card.html')).toContain('Nothing is known about how well it does');
  });

  it('is made of three classes and of a forest as well', async () => {
    const three = await train('three', madeRows(300, ['bad', 'good', 'mixed']), { recipe: 'random-forest' });
    expect(three.report?.files).toEqual(allFiles);
    expect(read('three/model-card.html')).toContain('no weight a word');
    expect(read('three/roc.svg')).toContain('each class against the rest');
  });

  it('counts labels of a test file that the model does not know', async () => {
    const test = madeRows(60).map((row, index) => (index < 5 ? { ...row, label: 'odd' } : row));
    writeFileSync(at('odd.csv'), csvOf(test.map(({ text, label }) => ({ text: `${text} Yes.`, label }))));
    const judged = await train('tested', madeRows(200), { test: at('odd.csv') });
    expect(judged.holdout).toBe(0);
    expect(judged.test_data).toEqual({ version: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 60 });
    expect(read('tested/confusion.csv')).toContain('(a label it cannot give)');
    expect(read('tested/confusion.svg')).toContain('unknown label');
  });

  it('refuses a place where no folder can be', async () => {
    await expect(train('nowhere', madeRows(40), { report: at('reviews.csv/inside') })).rejects.toThrow(
      /folder .+ for the report cannot be made/,
    );
  });
});

describe('the model card', () => {
  it('holds together, needs nothing from elsewhere and runs nothing', async () => {
    await train('card', madeRows(200));
    const card = read('card/model-card.html');
    expectWholeHtml(card);
    expect(card).not.toMatch(
      /<script|<link|<img|<iframe|@import|url\(|https?:\/\/(?!www\.w3\.org\/2000\/svg)/i,
    );
    expect(card).toContain("default-src 'none'");
    expect(card).not.toContain('undefined');
    expect(card).not.toContain('NaN');
  });

  it('names what people know the data as, and no path of this machine', async () => {
    await train('called', madeRows(100), { called: { data: 'reviews@3' } });
    const card = read('called/model-card.html');
    expect(card).toContain('verdict train --data reviews@3');
    expect(card).not.toContain(folder);
    expect(read('called/metrics.json')).not.toContain(folder);
  });

  it('shows hostile labels, names and words as text', async () => {
    const labels = ['<script>alert(1)</script>', '"><img src=x onerror=alert(2)>'];
    const rows = madeRows(120, labels).map(({ text, label }) => ({
      label,
      text: `${text} <svg/onload=alert(3)> &amp; ]]> </style>`,
    }));
    await train('hostile', rows, {
      name: 'a-model',
      recipe: 'word-char',
      called: { data: '</title><script>' },
    });
    const card = read('hostile/model-card.html');
    expectWholeHtml(card);
    expect(card).not.toMatch(/<script|<img|<svg\/|onerror=alert\(2\)>/);
    for (const name of pictures) expect(read(`hostile/${name}.svg`)).not.toMatch(/<script|<img/);
  });

  it('says in the pages’ words what a person has to know of few rows', async () => {
    await train('few', madeRows(60));
    expect(read('few/model-card.html')).toMatch(/class="grave">It was judged on \d+ rows only/);
  });
});

/** Every element that is opened is closed in its order. */
function expectWholeHtml(page: string): void {
  const empty = new Set(['meta', 'rect', 'circle', 'path', 'br']);
  const open: string[] = [];
  for (const [, slash, name, rest] of page.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^>"])*)>/g)) {
    if (slash) expect(open.pop()).toBe(name);
    else if (!empty.has(name) && !rest.endsWith('/')) open.push(name);
  }
  expect(open).toEqual([]);
}

describe('a full disk', () => {
  it('is refused with the file that had no room', async () => {
    // A file system of 64 kB, where this machine lets one be made.
    const place = at('full');
    mkdirSync(place);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    } catch {
      return;
    }
    try {
      await expect(train('roomless', madeRows(200), { report: join(place, 'report') })).rejects.toThrow(
        /disk is full while writing .+; make room first/,
      );
      expect(readdirSync(join(place, 'report')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    } finally {
      execFileSync('umount', ['-l', place]);
    }
  });
});
