import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createRandom } from '@verdict/learn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  defaultPolicy,
  type JudgeOutcome,
  type JudgeTask,
  type RowsOf,
  runInEngine,
  type TrainReport,
} from '../src/index.ts';

interface Row {
  readonly text: string;
  readonly label: string;
  readonly source: string;
}

const random = createRandom('judge end to end');
const words = (kind: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${kind}${at}`);
const vocabulary = { spam: words('win', 60), ham: words('meet', 60), both: words('the', 40) };

/** Ten words, most of them of neither class, so that a model learns with its rows. */
function makeRow(at: number): Row {
  const label = random.next() < 0.4 ? 'spam' : 'ham';
  const text = Array.from({ length: 10 }, () => {
    const u = random.next();
    const from = u < 0.6 ? 'both' : u < 0.9 ? label : label === 'spam' ? 'ham' : 'spam';
    return vocabulary[from][random.below(vocabulary[from].length)];
  }).join(' ');
  return { text, label, source: at % 2 === 0 ? 'web.csv' : 'app.csv' };
}

const rows = Array.from({ length: 6000 }, (_, at) => makeRow(at));
const quiet = { signal: new AbortController().signal, onEvent: () => {} };

describe('the job judge', () => {
  let folder: string;
  const paths = new Map<string, string>();
  let small: TrainReport;
  let large: TrainReport;

  const freeze = async (name: string, frozen: readonly Row[]): Promise<string> => {
    const path = join(folder, `${name}.jsonl.gz`);
    await writeFile(path, gzipSync(frozen.map((row) => `${JSON.stringify(row)}\n`).join('')));
    paths.set(name, path);
    return path;
  };
  const train = async (name: string, data: string): Promise<TrainReport> =>
    runInEngine(
      'train',
      {
        data,
        test: null,
        name,
        recipe: 'logreg',
        text: null,
        label: null,
        holdout: 0.25,
        seed: 7,
        out: join(folder, `${name}-1.verdict`),
        sizeBytes: null,
        threads: 1,
        positive: null,
        sweep: null,
        report: null,
      },
      quiet,
    );
  const side = (name: string, of: 'held-out' | 'training'): RowsOf => ({
    path: paths.get(name) ?? '',
    part: { side: of, holdout: 0.25, seed: 7 },
  });
  const judge = (task: Partial<JudgeTask>): Promise<JudgeOutcome> =>
    runInEngine(
      'judge',
      {
        candidate: { model: large.model.path, trainedOn: side('large', 'training') },
        champion: { model: small.model.path, trainedOn: side('small', 'training') },
        rows: side('large', 'held-out'),
        policy: defaultPolicy,
        threads: 1,
        ...task,
      },
      quiet,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-judge-'));
    const [first, all] = [await freeze('small', rows.slice(0, 400)), await freeze('large', rows)];
    small = await train('small', first);
    large = await train('large', all);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('promotes the first champion, on the very rows that its training held out', async () => {
    const outcome = await judge({ champion: null });
    expect(outcome).toMatchObject({ verdict: 'promote', rows: large.rows.test });
    expect(outcome.numbers.accuracy.candidate).toBe(large.metrics.accuracy);
    expect(outcome.numbers.log_loss.candidate).toBeCloseTo(large.metrics.log_loss ?? Number.NaN, 10);
    expect(outcome.numbers.rows_left_out).toBe(0);
  });

  test('promotes a model that learned from more rows, and refuses the way back', async () => {
    const forth = await judge({});
    const seenBySmall = forth.numbers.rows_left_out;
    expect(forth.verdict).toBe('promote');
    // About a quarter of what the small one learned is among what the large one held out.
    expect(seenBySmall).toBeGreaterThan(40);
    expect(forth.rows + seenBySmall).toBe(large.rows.test);
    expect(forth.numbers.slices.map(({ kind }) => kind)).toContain('source');
    expect(forth.numbers.latency_ms?.champion).toBeGreaterThan(0);

    const back = await judge({
      candidate: { model: small.model.path, trainedOn: side('small', 'training') },
      champion: { model: large.model.path, trainedOn: side('large', 'training') },
    });
    expect(back.verdict).toBe('refuse');
    expect(back.rowsSha256).toBe(forth.rowsSha256);
    expect(back.numbers.accuracy.difference).toBe(-(forth.numbers.accuracy.difference ?? Number.NaN));
    expect(back.reasons.find(({ rule }) => rule === 'accuracy')?.message).toMatch(
      /^Accuracy \d\d\.\d\d % against \d\d\.\d\d % on the same 1,\d{3} rows: −\d+\.\d\d points \(95 % between −/,
    );
  });

  test('finds a model as good as itself', async () => {
    const { verdict, numbers } = await judge({
      champion: { model: large.model.path, trainedOn: side('large', 'training') },
    });
    expect(verdict).toBe('promote');
    expect(numbers.accuracy.difference).toBe(0);
    const { candidate = 0, champion } = numbers.latency_ms ?? {};
    // The same work on the same texts in turns: what is left is noise.
    expect(candidate / (champion ?? Number.NaN)).toBeGreaterThan(0.3);
    expect(candidate / (champion ?? Number.NaN)).toBeLessThan(3);
  });

  test('counts labels that a model does not know as wrong, and says so', async () => {
    const other = rows
      .slice(4000, 5000)
      .map((row, at) => (at % 10 === 0 ? { ...row, label: 'phishing' } : row));
    const path = await freeze('other', other);
    const { numbers, reasons } = await judge({
      candidate: { model: large.model.path, trainedOn: null },
      champion: null,
      rows: { path, part: 'all' },
    });
    expect(numbers.rows).toBe(1000);
    expect(numbers.accuracy.candidate).toBeLessThan(0.9);
    const said = reasons.map(({ message }) => message).join(' ');
    expect(said).toContain('100 rows have labels that the candidate does not know; each counts as wrong.');
    expect(said).toContain('nobody knows what the candidate was trained on');
  });

  test('refuses where every row has been seen, where none was held out, and a policy with an unknown field', async () => {
    await expect(judge({ rows: side('large', 'training') })).rejects.toThrow(/No row is left to judge on/);
    const none = { path: paths.get('large') ?? '', part: { side: 'held-out', holdout: 0, seed: 7 } } as const;
    await expect(judge({ rows: none })).rejects.toThrow(/held no rows out/);
    await expect(judge({ policy: { ...defaultPolicy, kindness: 1 } as JudgeTask['policy'] })).rejects.toThrow(
      /no field "kindness"/,
    );
  });

  test('refuses files that are missing, no model, or cut off', async () => {
    const cut = join(folder, 'cut.jsonl.gz');
    await writeFile(cut, gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join('')).subarray(0, 5000));
    await expect(judge({ rows: { path: cut, part: 'all' } })).rejects.toThrow(/cut.jsonl.gz/);
    const no = { model: join(folder, 'no.verdict'), trainedOn: null };
    await expect(judge({ candidate: no })).rejects.toThrow(/There is no model file/);
    await expect(judge({ candidate: { model: cut, trainedOn: null } })).rejects.toThrow(/cut.jsonl.gz: /);
  });
});
