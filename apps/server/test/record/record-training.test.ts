import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testStores } from '@verdict/db/testing';
import {
  type RebuildRequest,
  recordTraining,
  runInEngine,
  type TrainingToRecord,
  type TrainRequest,
} from '@verdict/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewsCsv } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const around = { signal: new AbortController().signal, onEvent: () => {} };

describe.each(testStores())('recording a training on $name', (store) => {
  let at: RecordApp;
  let folder: string;
  let training: TrainingToRecord;
  beforeAll(async () => {
    at = await recordApp(store);
    folder = await mkdtemp(join(tmpdir(), 'verdict-record-'));
    await at.client.datasets.add('films', reviewsCsv(120), { filename: 'films.csv' });
    const rows = await at.client.datasets.rows('films', 1);
    await writeFile(join(folder, 'films.jsonl.gz'), new Uint8Array(await rows.arrayBuffer()));
    const request: TrainRequest = {
      data: join(folder, 'films.jsonl.gz'),
      test: null,
      called: { data: 'films@1' },
      name: 'films',
      recipe: 'logreg',
      text: null,
      label: null,
      holdout: 0.25,
      seed: 11,
      out: join(folder, 'films.verdict'),
      sizeBytes: null,
      threads: 1,
      positive: null,
      sweep: null,
      report: join(folder, 'report'),
    };
    training = {
      report: await runInEngine('train', request, around),
      request,
      reportFolder: request.report,
      modelPath: join(folder, 'films.verdict'),
      name: 'films',
      runId: 'first',
      experiment: 'trials',
      startMs: 1_700_000_000_000,
      data: { dataset: 'films', number: 1 },
      test: null,
      user: 'ada',
      tags: { 'verdict.why': 'a test' },
    };
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await rm(folder, { recursive: true });
    await store.close();
  });

  const everything = async (runId: string) => ({
    run: await at.client.runs.get(runId),
    artifacts: await at.client.runs.artifacts(runId),
    versions: await at.client.models.versions('films'),
    accuracy: await at.client.runs.metrics(runId, { key: 'accuracy' }),
    events: await at.client.events.list({ limit: 1000 }),
  });

  test('leaves a finished run with all that is known of it, and a version', async () => {
    const { report } = training;
    const recorded = await recordTraining(at.client, training);
    expect(recorded).toMatchObject({
      runId: 'first',
      registered: true,
      version: { model: 'films', version: 1, run_id: 'first', sha256: report.model.sha256 },
    });
    const { run, artifacts } = await everything('first');
    expect(run).toMatchObject({
      id: 'first',
      name: 'films logreg',
      experiment: { name: 'trials' },
      status: 'finished',
      start_ms: 1_700_000_000_000,
      params: {
        recipe: 'logreg',
        data: 'films@1',
        seed: '11',
        holdout: '0.25',
        data_version: report.data.version,
      },
      metrics: { accuracy: report.metrics.accuracy, accuracy_low: report.metrics.intervals?.accuracy[0] },
      tags: { 'mlflow.user': 'ada', 'verdict.why': 'a test', 'verdict.node': process.version },
      inputs: [{ context: 'training', dataset: { name: 'films', number: 1 } }],
      models: [{ name: 'films', version: 1 }],
    });
    const paths = artifacts.artifacts.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'model/films.verdict',
        'recipe.json',
        'report/model-card.html',
        'report/per-class.csv',
        'report/confusion.png',
        'report/roc.svg',
        'report/precision-recall.svg',
        'report/calibration.svg',
      ]),
    );
    expect(paths).toHaveLength((report.report?.files.length ?? 0) + 1);
    const card = await at.client.runs.artifact('first', 'report/model-card.html');
    expect(await card.text()).toBe(await readFile(join(folder, 'report', 'model-card.html'), 'utf8'));
    expect(await at.client.models.chain('films', 1)).toMatchObject({
      data: { dataset: 'films', number: 1, rows_sha256: report.data.version },
      run: { id: 'first', status: 'finished' },
    });
  });

  test('sent twice changes nothing', async () => {
    const before = await everything('first');
    const again = await recordTraining(at.client, training);
    expect(again).toMatchObject({ runId: 'first', registered: false, version: { version: 1 } });
    expect(await everything('first')).toEqual(before);
  });

  test('marks the run failed where it cannot go on, and goes on where it ended when called again', async () => {
    const moved = { ...training, runId: 'second', name: 'films-again' };
    await rename(training.modelPath, `${training.modelPath}.away`);
    await expect(recordTraining(at.client, moved)).rejects.toThrow(
      /films\.verdict cannot be read .+train again/,
    );
    expect(await at.client.runs.get('second')).toMatchObject({ status: 'failed', models: [] });
    await rename(`${training.modelPath}.away`, training.modelPath);
    expect(await recordTraining(at.client, moved)).toMatchObject({ registered: true });
    const run = await at.client.runs.get('second');
    expect(run).toMatchObject({ status: 'finished', models: [{ name: 'films-again', version: 1 }] });
    const { points } = await at.client.runs.metrics('second', { key: 'accuracy' });
    expect(points).toHaveLength(1);
  });

  test('marks the run killed where the caller gave up', async () => {
    const stop = new AbortController();
    const client = {
      runs: {
        ...at.client.runs,
        log: (...call: Parameters<typeof at.client.runs.log>) => {
          stop.abort(new Error('enough'));
          return at.client.runs.log(...call);
        },
      },
      models: at.client.models,
    };
    await expect(
      recordTraining(client, { ...training, runId: 'given-up', signal: stop.signal }),
    ).rejects.toThrow(/enough/);
    expect(await at.client.runs.get('given-up')).toMatchObject({ status: 'killed' });
  });

  test('refuses a model file that is not the one that was trained', async () => {
    const other = join(folder, 'other.verdict');
    await writeFile(other, 'something else');
    await expect(
      recordTraining(at.client, { ...training, runId: 'third', name: 'films-third', modelPath: other }),
    ).rejects.toThrow(/no longer the file that was trained/);
    expect(await at.client.runs.get('third')).toMatchObject({ status: 'failed' });
    await expect(at.client.models.get('films-third')).rejects.toMatchObject({ status: 404 });
  });

  test('records what was trained on a file that is not on record, without a report', async () => {
    const request = { ...training.request, report: null, called: { data: 'elsewhere.csv' } };
    const report = await runInEngine('train', request, around);
    const bare = {
      ...training,
      request,
      report,
      reportFolder: null,
      runId: 'fourth',
      name: 'bare',
      data: null,
    };
    await recordTraining(at.client, { ...bare, experiment: null, surroundings: null });
    expect(await at.client.runs.get('fourth')).toMatchObject({
      status: 'finished',
      experiment: { name: 'Default' },
      params: { data: 'elsewhere.csv' },
      inputs: [],
    });
    const { artifacts } = await at.client.runs.artifacts('fourth');
    expect(artifacts.map(({ path }) => path).sort()).toEqual(['model/bare.verdict', 'recipe.json']);
  });

  test('gives back what it takes to make the same bytes again', async () => {
    const run = await at.client.runs.get('first');
    const version = await at.client.models.version('films', 1);
    const recipe = await at.client.runs.artifact('first', 'recipe.json');
    const facts = version.facts as Readonly<Record<string, string>>;
    const request: RebuildRequest = {
      data: join(folder, 'films.jsonl.gz'),
      test: null,
      recipe: await recipe.json(),
      seed: Number(run.params.seed),
      holdout: Number(run.params.holdout),
      positive: run.params.positive ?? null,
      sizeBytes: null,
      threads: 1,
      out: join(folder, 'rebuilt.verdict'),
      expected: { sha256: version.sha256 ?? '', data: facts.data, node: facts.node, learn: facts.learn },
    };
    expect(await runInEngine('rebuild', request, around)).toMatchObject({ same: true, differences: [] });
  });
});
