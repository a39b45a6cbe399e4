import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, reviews } from './testing/reviews.ts';
import { ended, type Folder, temporaryFolder } from './testing/verdict.ts';

let folder: Folder;
beforeAll(async () => {
  folder = temporaryFolder();
  folder.write('reviews.csv', csv(reviews(60)));
  await folder.verdict(['train', '--data', 'reviews.csv', '--holdout', '0', '--out', 'm.verdict']);
});
afterAll(() => folder.remove());

const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

describe('evaluate', () => {
  it('prints one JSON document of the promised shape', async () => {
    const { code, stdout, stderr } = await folder.verdict([
      'evaluate',
      'm.verdict',
      '--data',
      'reviews.csv',
      '--json',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    const { rows, metrics, seconds } = JSON.parse(stdout);
    expect(rows).toBe(60);
    expect(Object.keys(metrics)).toEqual(
      expect.arrayContaining(
        'accuracy macro_f1 precision recall f1 log_loss roc_auc ece per_class confusion'.split(' '),
      ),
    );
    expect(metrics.accuracy).toBeGreaterThan(0.9);
    expect(seconds.rows_per_second).toBeCloseTo(60 / seconds.total, 6);
  });

  it('counts labels that the model does not know as wrong and names them', async () => {
    const rows = reviews(10).map((row, index) => (index < 4 ? { ...row, label: 'mixed' } : row));
    folder.write('unknown.csv', csv(rows));
    const { code, stdout, stderr } = await folder.verdict([
      'evaluate',
      'm.verdict',
      '--data',
      'unknown.csv',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning {2}unknown\.csv: 4 of 10 rows .+"mixed" ×4.+\n$/);
    expect(JSON.parse(stdout).metrics.accuracy).toBeLessThanOrEqual(0.6);
  });
});

describe('predict', () => {
  it('answers texts, and lines of standard input, alike', async () => {
    const texts = ['A wonderful, moving film.', 'A dull plot.'];
    const given = await folder.verdict(['predict', 'm.verdict', ...texts, '--json']);
    const piped = await folder.verdict(['predict', 'm.verdict', '--json'], `${texts.join('\n')}\n`);
    expect(piped).toEqual(given);
    const answers = JSON.parse(given.stdout);
    expect(answers.map((answer: { label: string }) => answer.label)).toEqual(['positive', 'negative']);
    for (const { label, confidence, scores } of answers) {
      expect(scores[label]).toBe(confidence);
      expect(scores.positive + scores.negative).toBeCloseTo(1, 12);
    }
  });

  it('writes text, label and confidence of a file without labels', async () => {
    folder.write('new.csv', 'text\n"wonderful, moving"\n"dull ""plot"""\n');
    const { code, stdout } = await folder.verdict([
      'predict',
      'm.verdict',
      '--file',
      'new.csv',
      '--out',
      'answers.csv',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      path: 'answers.csv',
      rows: 2,
      labels: { positive: 1, negative: 1 },
    });
    const lines = read('answers.csv').trim().split('\n');
    expect(lines[0]).toBe('text,label,confidence');
    expect(lines[1]).toMatch(/^"wonderful, moving",positive,0\.\d+$/);
    expect(lines[2]).toMatch(/^"dull ""plot""",negative,0\.\d+$/);
  });

  it('leaves no file where the rows end in a refusal', async () => {
    folder.write('ragged.csv', `${csv(reviews(3000))}"alone"\n`);
    const before = folder.files();
    const { code, stderr } = await folder.verdict([
      'predict',
      'm.verdict',
      '--file',
      'ragged.csv',
      '--out',
      'x.jsonl',
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Line 3002 of ragged\.csv has 1 cell where 2 are expected; .+\.\n$/);
    expect(folder.files()).toEqual(before);
  });

  it('shows no control character of a text to the terminal', async () => {
    const { stdout } = await folder.verdict(['predict', 'm.verdict', 'dull \u001b[2J plot']);
    expect(stdout).toMatch(/^negative .+dull \ufffd\[2J plot\n$/);
  });
});

describe('explain', () => {
  it('prints contributions that add up to the margin', async () => {
    const { stdout } = await folder.verdict(['explain', 'm.verdict', 'A dull but wonderful film.', '--json']);
    const { margin, intercept, grams, spans } = JSON.parse(stdout);
    const sum = (parts: { contribution: number }[]) =>
      parts.reduce((total, part) => total + part.contribution, intercept);
    expect(sum(grams)).toBeCloseTo(margin, 9);
    expect(sum(spans)).toBeCloseTo(margin, 9);
  });

  it('shows a person the text, the strongest words and the margin, without colour in a pipe', async () => {
    const { stdout } = await folder.verdict(['explain', 'm.verdict'], 'A dull plot.\n');
    expect(stdout).toMatch(/^negative {2}\d+\.\d\d %/);
    expect(stdout).toContain('  A dull plot.\n');
    expect(stdout).toMatch(/\n {2}dull\s+\+\d/);
    expect(stdout).toMatch(/margin for negative [+−]/);
    expect(stdout).not.toContain('\u001b');
  });

  it('colours what speaks for the answer and what speaks against it', async () => {
    const child = folder.start(['explain', 'm.verdict', 'A dull but wonderful film.'], { FORCE_COLOR: '1' });
    const { stdout } = await ended(child);
    expect(stdout.replaceAll(/\u001b\[\d+m/g, '')).toContain('  A dull but wonderful film.\n');
    expect(stdout).toMatch(/\u001b\[3[12]m/);
  });

  it('refuses a class that the model does not have', async () => {
    const { code, stderr } = await folder.verdict(['explain', 'm.verdict', 'dull', '--class', 'mixed']);
    expect([code, stderr]).toEqual([1, 'The model has no class "mixed"; it has negative, positive.\n']);
  });
});

describe('commands that are given files alone', () => {
  const spy = `data:text/javascript,${encodeURIComponent(
    "import{registerHooks}from'node:module';const seen=[];registerHooks({load(url,context,next){seen.push(url);return next(url,context)}});process.on('exit',()=>console.error(seen.join('\\n')))",
  )}`;
  for (const args of [
    ['predict', 'm.verdict', 'dull'],
    ['explain', 'm.verdict', 'dull'],
    ['evaluate', 'm.verdict', '--data', 'reviews.csv'],
    ['train', '--data', 'reviews.csv', '--out', 'again.verdict'],
    ['recipes'],
  ]) {
    it(`load no database, no server and no client: ${args[0]}`, async () => {
      const { code, stderr } = await ended(folder.start(args, { NODE_OPTIONS: `--import ${spy}` }));
      expect(code).toBe(0);
      expect(stderr).toContain('/apps/cli/src/program.ts');
      expect(stderr).not.toMatch(/packages\/(db|ledger|api)\/|apps\/server\/|node_modules\/(?!commander)/);
    });
  }
});

describe('a model file that is not whole', () => {
  const damages: readonly [what: string, damage: (file: Buffer) => Buffer][] = [
    ['nothing is left', () => Buffer.alloc(0)],
    ['cut in its first field', (file) => file.subarray(0, 5)],
    ['cut in its header', (file) => file.subarray(0, 400)],
    ['cut by one byte', (file) => file.subarray(0, -1)],
    ['one bit of its header is flipped', (file) => flipped(file, 700)],
    ['one bit of its weights is flipped', (file) => flipped(file, file.length - 10)],
    ['a CSV file', () => Buffer.from(csv(reviews(5)))],
  ];
  for (const [what, damage] of damages) {
    it(`is refused in one sentence: ${what}`, async () => {
      folder.write('bad.verdict', damage(readFileSync(join(folder.path, 'm.verdict'))));
      const { code, stdout, stderr } = await folder.verdict(['predict', 'bad.verdict', 'a text']);
      expect(stderr).toMatch(/^bad\.verdict: .+; .+\.\n$|^bad\.verdict: The file is no model.+\.\n$/);
      expect([code, stdout]).toEqual([1, '']);
    });
  }

  it('is refused by evaluate as well, and so is a missing one', async () => {
    folder.write('bad.verdict', 'short');
    const bad = await folder.verdict(['evaluate', 'bad.verdict', '--data', 'reviews.csv']);
    expect([bad.code, bad.stderr]).toEqual([
      1,
      expect.stringMatching(/^bad\.verdict: The model file is damaged/),
    ]);
    const none = await folder.verdict(['evaluate', 'none.verdict', '--data', 'reviews.csv']);
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringMatching(/^There is no model file none\.verdict/),
    ]);
  });
});

function flipped(file: Buffer, at: number): Buffer {
  const copy = Buffer.from(file);
  copy[at] ^= 4;
  return copy;
}
