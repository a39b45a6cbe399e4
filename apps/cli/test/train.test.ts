import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, reviews } from './testing/reviews.ts';
import { ended, type Folder, temporaryFolder } from './testing/verdict.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
  folder.write('reviews.csv', csv(reviews(60)));
});
afterEach(() => folder.remove());

const bytesOf = (name: string): Buffer => readFileSync(join(folder.path, name));

describe('train', () => {
  it('prints one JSON document of the promised shape', async () => {
    const { code, stdout, stderr } = await folder.verdict([
      'train',
      '--data',
      'reviews.csv',
      '--out',
      'reviews-1.verdict',
      '--json',
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    const file = bytesOf('reviews-1.verdict');
    expect(report).toMatchObject({
      model: {
        name: 'reviews',
        version: 1,
        path: 'reviews-1.verdict',
        sha256: createHash('sha256').update(file).digest('hex'),
        bytes: file.length,
      },
      run_id: null,
      data: { version: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 60 },
      rows: { train: 48, test: 12 },
    });
    expect(Object.keys(report.metrics)).toEqual(
      expect.arrayContaining(
        'accuracy macro_f1 precision recall f1 log_loss roc_auc ece mcc per_class confusion intervals out_of_fold'.split(
          ' ',
        ),
      ),
    );
    expect(report.metrics.positive).toBe('positive');
    expect(Object.keys(report.metrics.per_class)).toEqual(['negative', 'positive']);
    expect(report.metrics.confusion.flat().reduce((sum: number, n: number) => sum + n)).toBe(12);
    const [low, high] = report.metrics.intervals.accuracy;
    expect(low).toBeLessThanOrEqual(report.metrics.accuracy);
    expect(high).toBeGreaterThanOrEqual(report.metrics.accuracy);
    expect(Object.keys(report.seconds)).toEqual(
      expect.arrayContaining(['read', 'features', 'fit', 'evaluate', 'total']),
    );
  });

  it('writes the same bytes for the same seed, on one thread and on two, under any name', async () => {
    const train = (...args: string[]) => folder.verdict(['train', '--data', 'reviews.csv', ...args]);
    await train('--threads', '1', '--out', 'one.verdict');
    await train('--threads', '2', '--out', 'two.verdict', '--name', 'other');
    await train('--seed', '7', '--out', 'seven.verdict');
    expect(bytesOf('two.verdict').equals(bytesOf('one.verdict'))).toBe(true);
    expect(bytesOf('seven.verdict').equals(bytesOf('one.verdict'))).toBe(false);
  });

  it('opens no workspace where it is given files and --out', async () => {
    await folder.verdict(['train', '--data', 'reviews.csv', '--out', 'm.verdict']);
    await folder.verdict(['evaluate', 'm.verdict', '--data', 'reviews.csv']);
    await folder.verdict(['predict', 'm.verdict', 'dull']);
    expect(folder.files()).toEqual(['m.verdict', 'reviews.csv']);
  });

  it('keeps rows of one text on one side', async () => {
    const rows = reviews(30);
    folder.write('twice.csv', csv([...rows, ...rows]));
    const { stdout } = await folder.verdict(['train', '--data', 'twice.csv', '--out', 'm.verdict', '--json']);
    const { train, test } = JSON.parse(stdout).rows;
    expect([train % 2, test % 2, train + test]).toEqual([0, 0, 60]);
  });

  it('fits on every row and judges on none with --holdout 0', async () => {
    const { stdout } = await folder.verdict([
      'train',
      '--data',
      'reviews.csv',
      '--holdout',
      '0',
      '--out',
      'm.verdict',
      '--json',
    ]);
    const { rows, metrics } = JSON.parse(stdout);
    expect(rows).toEqual({ train: 60, test: 0 });
    expect(Object.keys(metrics)).toEqual(['out_of_fold']);
    expect(metrics.out_of_fold.accuracy).toBeGreaterThan(0.8);
  });

  it('judges on a test file, warns of labels it cannot know and counts them wrong', async () => {
    const test = reviews(20).map((row, index) => (index === 0 ? { ...row, label: 'mixed' } : row));
    folder.write('test.csv', csv(test.map((row) => ({ ...row, text: `${row.text} Indeed.` }))));
    const { code, stdout, stderr } = await folder.verdict([
      'train',
      '--data',
      'reviews.csv',
      '--test',
      'test.csv',
      '--out',
      'm.verdict',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning {2}1 of 20 test rows .+"mixed".+\n$/);
    const { rows, metrics } = JSON.parse(stdout);
    expect(rows).toEqual({ train: 60, test: 20 });
    expect(metrics.unseen_rows).toBe(1);
    expect(metrics.accuracy).toBeLessThan(1);
  });

  it('makes the file as small as asked and says what it cost', async () => {
    const train = ['train', '--data', 'reviews.csv', '--recipe', 'word-char', '--json'];
    const full = await folder.verdict([...train, '--out', 'full.verdict']);
    const bytes = Math.round(0.85 * JSON.parse(full.stdout).model.bytes);
    const small = await folder.verdict([...train, '--out', 'small.verdict', '--size', `${bytes}b`]);
    const { model, shrunk, metrics } = JSON.parse(small.stdout);
    expect(model.bytes).toBeLessThanOrEqual(bytes);
    expect(bytesOf('small.verdict')).toHaveLength(model.bytes);
    expect(shrunk).toMatchObject({ budgetBytes: bytes, accuracyAfter: metrics.accuracy });
  });

  it('takes the recipe from a file that recipes show printed', async () => {
    const { stdout } = await folder.verdict(['recipes', 'show', 'complement-nb']);
    folder.write('mine.json', stdout.replace('complement-nb', 'mine'));
    const trained = await folder.verdict([
      'train',
      '--data',
      'reviews.csv',
      '--recipe',
      'mine.json',
      '--out',
      'm.verdict',
      '--json',
    ]);
    expect(JSON.parse(trained.stdout).recipe).toBe('mine');
  });

  it('lets a sweep choose the recipe and tells what it chose from', async () => {
    folder.write('sweep.json', '["complement-nb", {"base": "logreg", "vary": {"classifier.c": [1, 4]}}]');
    const { stdout } = await folder.verdict([
      'train',
      '--data',
      'reviews.csv',
      '--sweep',
      'sweep.json',
      '--out',
      'm.verdict',
      '--json',
    ]);
    const { recipe, sweep } = JSON.parse(stdout);
    const names = sweep.ranking.map((one: { recipe: string }) => one.recipe);
    expect(names[0]).toBe(recipe);
    expect(names.toSorted()).toEqual(['complement-nb', 'logreg c=1', 'logreg c=4']);
    expect(sweep.ranking[0].to_winner).toBe(null);
  });

  it('tells a person the result, where it is and what comes next', async () => {
    const { stdout } = await folder.verdict(['train', '--data', 'reviews.csv', '--out', 'reviews-1.verdict']);
    expect(stdout).toMatch(/^reviews\.csv {2}60 rows: negative 50\.0 %, positive 50\.0 %\n/);
    expect(stdout).toMatch(/ {2}accuracy {5,}\d+\.\d\d %/);
    expect(stdout).toMatch(/\nnext: verdict predict reviews-1\.verdict "a text to judge"\n$/);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('Ctrl-C', () => {
  const large = temporaryFolder();
  large.write('large.csv', csv(reviews(60_000)));
  afterAll(() => large.remove());

  for (const [signal, afterMs] of [
    ['SIGINT', 700],
    ['SIGTERM', 1200],
  ] as const) {
    it(`gives everything up on ${signal} in the middle of training`, async () => {
      const child = large.start([
        'train',
        '--data',
        'large.csv',
        '--recipe',
        'random-forest',
        '--out',
        'm.verdict',
      ]);
      const ran = ended(child);
      await once(child, 'spawn');
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      const asked = performance.now();
      child.kill(signal);
      const { code, stderr } = await ran;
      expect(code).toBe(130);
      expect(stderr).toContain('Stopped; nothing was written.');
      expect(performance.now() - asked).toBeLessThan(1500);
      expect(large.files()).toEqual(['large.csv']);
    });
  }
});
