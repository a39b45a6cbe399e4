import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepareRecord } from './testing/prepare-record.ts';
import { csv, reviews } from './testing/reviews.ts';
import { startUp, type Up } from './testing/up.ts';
import { ended, type Folder, temporaryFolder } from './testing/verdict.ts';

const slow = 180_000;

let folder: Folder;
let up: Up;
beforeAll(async () => {
  folder = temporaryFolder();
  folder.write('reviews.csv', csv(reviews(120)));
  folder.write('test.csv', csv(reviews(160).slice(120)));
  await prepareRecord(folder);
  up = await startUp(folder);
}, slow);
afterAll(async () => {
  await up.stop();
  folder.remove();
});

const printed = async (...args: string[]) => {
  const { code, stdout, stderr } = await folder.verdict([...args, '--json']);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};

describe('train with a record', () => {
  it(
    'keeps data, run and model, numbers versions onwards, and the same rows are one version',
    async () => {
      const first = await printed('train', '--data', 'reviews.csv', '--experiment', 'recipes');
      const second = await printed('train', '--data', 'reviews.csv', '--recipe', 'naive-bayes');
      expect([first.model.version, second.model.version]).toEqual([1, 2]);
      expect(first.model.path).toBe(join(folder.path, '.verdict', 'models', 'reviews-1.verdict'));
      expect(readFileSync(first.model.path)).toHaveLength(first.model.bytes);
      const { versions } = await printed('data', 'log', 'reviews');
      expect(versions).toMatchObject([{ number: 1, rows: 120, rows_sha256: first.data.version }]);
      expect(await printed('runs', 'show', 'reviews@1')).toMatchObject({
        id: first.run_id,
        status: 'finished',
        experiment: { name: 'recipes' },
        metrics: { accuracy: first.metrics.accuracy },
        models: [{ name: 'reviews', version: 1 }],
      });
    },
    slow,
  );

  it(
    'takes rows on record, tests on a file, and writes a copy with --out --record',
    async () => {
      const report = await printed(
        ...[
          'train',
          '--data',
          'reviews@1',
          '--test',
          'test.csv',
          '--name',
          'other',
          '--out',
          'o.verdict',
          '--record',
        ],
      );
      expect(report).toMatchObject({
        model: { name: 'other', version: 1, path: 'o.verdict' },
        rows: { train: 120, test: 40 },
      });
      const { inputs } = await printed('runs', 'show', report.run_id);
      expect(
        inputs.map(({ context, dataset }: Record<string, unknown>) => [context, dataset]).sort(),
      ).toEqual([
        ['testing', { name: 'test', number: 1 }],
        ['training', { name: 'reviews', number: 1 }],
      ]);
    },
    slow,
  );

  it(
    'puts nothing on record with --out alone, whatever the rows are',
    async () => {
      const report = await printed('train', '--data', 'reviews@1', '--name', 'unseen', '--out', 'u.verdict');
      expect([report.run_id, existsSync(join(folder.path, 'u.verdict'))]).toEqual([null, true]);
      const { models } = await printed('models', 'list');
      expect(models.map(({ name }: { name: string }) => name)).not.toContain('unseen');
    },
    slow,
  );

  it(
    'uses a model by name, and fetches it again where the copy is not the one on record',
    async () => {
      const copy = join(folder.path, '.verdict', 'models', 'reviews-1.verdict');
      const bytes = readFileSync(copy);
      folder.write('.verdict/models/reviews-1.verdict', 'something else');
      const [answer] = await printed('predict', 'reviews@1', 'A wonderful, moving film.');
      expect(answer.label).toBe('positive');
      expect(readFileSync(copy).equals(bytes)).toBe(true);
      const { metrics } = await printed('evaluate', 'reviews@latest', '--data', 'reviews@1');
      expect(metrics.accuracy).toBeGreaterThan(0.8);
    },
    slow,
  );

  it(
    'names what is not there, file or record',
    async () => {
      const missing: readonly (readonly [readonly string[], RegExp])[] = [
        [['train', '--data', 'nothing'], /^There is no file and no dataset nothing; .+\.\n$/],
        [['train', '--data', 'reviews@99'], /^.*reviews.* no version 99.+\.\n$/],
        [['predict', 'nothing', 'x'], /^There is no file and no model nothing; .+\.\n$/],
        [['predict', 'reviews@99', 'x'], /^.*reviews.* no version 99.+\.\n$/],
        [['runs', 'show', 'ffff'], /^There is no run "ffff"; .+\.\n$/],
        [['models', 'rollback', 'reviews'], /^.+; .+\.\n$/],
      ];
      for (const [args, says] of missing) {
        const { code, stdout, stderr } = await folder.verdict(args);
        expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(says)]);
      }
    },
    slow,
  );

  it(
    'does a job, and --promote has the judge look at what came out',
    async () => {
      folder.write('many.csv', csv(reviews(800)));
      const job = await printed(
        'train',
        '--data',
        'many.csv',
        '--job',
        '--promote',
        '--recipe',
        'complement-nb',
      );
      expect(job).toMatchObject({ state: 'done', result: { model: 'many', version: 1, promoted: true } });
      const listed = await printed('jobs', 'list');
      expect(listed.jobs[0].id).toBe(job.id);
      expect((await printed('models', 'show', 'many')).aliases).toEqual({ champion: 1 });
    },
    slow,
  );

  it(
    'lets go of a job on Ctrl-C, and the job goes on',
    async () => {
      folder.write('large.csv', csv(reviews(20_000)));
      const child = folder.start(['train', '--data', 'large.csv', '--job', '--recipe', 'random-forest']);
      const ran = ended(child);
      await once(child, 'spawn');
      for (let tries = 0; tries < 200; tries++) {
        const { jobs } = await printed('jobs', 'list', '--state', 'running');
        if (jobs.length > 0) break;
        await sleep(100);
      }
      child.kill('SIGINT');
      const { code, stderr } = await ran;
      const [, id = ''] = /verdict jobs show (\S+) --follow/.exec(stderr) ?? [];
      expect([code, id]).toEqual([130, expect.stringMatching(/^[0-9a-f-]{32,36}$/)]);
      expect((await printed('jobs', 'show', id)).state).toBe('running');
      await folder.verdict(['jobs', 'cancel', id]);
      const end = await folder.verdict(['jobs', 'show', id, '--follow']);
      expect([end.code, end.stderr]).toEqual([1, expect.stringContaining(`The job ${id} was cancelled; `)]);
    },
    slow,
  );
});

describe('a server that is gone when the training is done', () => {
  let other: Up;
  const far = temporaryFolder();
  afterEach(() => other.stop('SIGKILL'));
  afterAll(() => far.remove());

  it(
    'leaves a model file that can be registered later',
    async () => {
      far.write('large.csv', csv(reviews(6000)));
      await prepareRecord(far);
      other = await startUp(far);
      const child = far.start(['train', '--data', 'large.csv', '--recipe', 'random-forest'], {
        VERDICT_URL: other.url,
      });
      const ran = ended(child);
      let told = '';
      child.stdout?.on('data', (chunk) => {
        told += chunk;
        // The rows are on record, and the fit has begun.
        if (/rows:/.test(told)) void other.stop('SIGKILL');
      });
      const { code, stderr } = await ran;
      const [, path = ''] = /register it with verdict models add (\S+) --name large\.\n$/.exec(stderr) ?? [];
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/The model is trained and kept as .+, and not on record/),
      ]);
      const added = await far.verdict(['models', 'add', path, '--name', 'large']);
      expect([added.code, added.stdout]).toEqual([0, expect.stringMatching(/^large@1 {2}registered\n/)]);
    },
    slow,
  );
});
