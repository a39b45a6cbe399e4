import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type ExperimentToImport,
  findExperiment,
  findKnown,
  getModel,
  getRun,
  getVersion,
  importExperiments,
  importFiles,
  importLimits,
  importLoggedModels,
  importModels,
  importRuns,
  keepBlob,
  type LoggedModelToImport,
  listArtifacts,
  listEvents,
  type ModelToImport,
  metricHistory,
  type RunToImport,
  registerVersion,
  restoreExperiment,
  setAlias,
  type VersionToImport,
} from '../src/index.ts';
import { testActor as by, bytesOf, type TestLedger, testLedger } from '../src/testing/index.ts';

const experiment: ExperimentToImport = {
  name: 'reviews',
  artifactLocation: null,
  createdMs: 1000,
  updatedMs: 2000,
  deletedMs: null,
  tags: { team: 'nlp' },
};

const run: RunToImport = {
  id: '0123456789abcdef0123456789abcdef',
  experimentId: '',
  name: 'first',
  userName: 'ann',
  status: 'running',
  startMs: 1000,
  endMs: null,
  deletedMs: null,
  params: { lr: '0.1', empty: '' },
  tags: { note: 'x' },
  metrics: [
    {
      key: 'loss',
      points: [
        { atMs: 2, step: 1, value: 0.5 },
        { atMs: 1, step: 2, value: Number.NaN },
      ],
    },
  ],
  inputs: [
    {
      name: 'train',
      digest: 'd1',
      sourceType: 'local',
      source: 'x.csv',
      schema: null,
      profile: '{}',
      context: 'training',
      tags: { a: 'b' },
    },
  ],
};

const loggedModel: LoggedModelToImport = {
  id: 'm-1',
  experimentId: '',
  name: 'model',
  modelType: '',
  sourceRunId: run.id,
  status: 'ready',
  statusMessage: '',
  createdMs: 5,
  updatedMs: 6,
  deletedMs: null,
  params: { k: 'v' },
  tags: {},
  metrics: [
    { runId: run.id, key: 'acc', atMs: 1, step: 0, value: 0.9, datasetName: 'train', datasetDigest: 'd1' },
  ],
  runs: [{ runId: run.id, role: 'output', step: 3 }],
};

const version: VersionToImport = {
  number: 1,
  runId: run.id,
  loggedModelId: 'm-1',
  source: 'models:/m-1',
  storageLocation: null,
  status: 'ready',
  stage: 'Production',
  description: 'the first',
  userName: 'ann',
  runLink: '',
  createdMs: 10,
  updatedMs: 20,
  deletedMs: null,
  tags: { checked: 'yes' },
};

describe.each(testStores())('an import on $name', (store) => {
  let ledger: TestLedger;
  let count = 0;
  let id = '';
  let here: RunToImport;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 77 });
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  /** Each test in an experiment of its own. */
  beforeEach(async () => {
    const { experiments } = await importExperiments(ledger, by, [{ ...experiment, name: `of ${++count}` }]);
    id = experiments[0].id;
    here = { ...run, id: `run-${count}`, experimentId: id };
  });
  const model = (more: Partial<ModelToImport> = {}): ModelToImport => ({
    name: `model ${count}`,
    description: 'says it',
    createdMs: 10,
    updatedMs: 30,
    tags: { team: 'nlp' },
    aliases: { best: 1 },
    versions: [{ ...version, runId: here.id }],
    ...more,
  });

  test('experiments come with their times and tags, and are there the second time', async () => {
    const found = await findExperiment(ledger, `of ${count}`);
    expect(found).toMatchObject({ id, createdMs: 1000, updatedMs: 2000, tags: { team: 'nlp' } });
    const again = await importExperiments(ledger, by, [
      { ...experiment, name: `of ${count}`, tags: { team: 'other', more: 'yes' } },
    ]);
    expect(again).toEqual({ added: 0, there: 1, refused: [], experiments: [{ name: `of ${count}`, id }] });
    expect((await findExperiment(ledger, `of ${count}`))?.tags).toEqual({ team: 'nlp', more: 'yes' });
  });

  test('runs of a deleted experiment come back with it', async () => {
    const gone = { ...experiment, name: `gone ${count}`, deletedMs: 3000 };
    const { experiments } = await importExperiments(ledger, by, [gone]);
    const { id: goneId } = experiments[0];
    await importRuns(ledger, by, [{ ...here, experimentId: goneId, deletedMs: 3000 }]);
    expect(await getRun(ledger, here.id)).toMatchObject({ deleted: true });
    await restoreExperiment(ledger, by, goneId);
    expect(await getRun(ledger, here.id)).toMatchObject({ deleted: false });
  });

  test('runs are as they were, points and inputs too', async () => {
    expect(await importRuns(ledger, by, [here])).toEqual({ added: 1, there: 0, refused: [] });
    expect(await getRun(ledger, here.id)).toMatchObject({
      name: 'first',
      user: 'ann',
      status: 'running',
      startMs: 1000,
      endMs: null,
      params: { lr: '0.1', empty: '' },
      tags: { note: 'x' },
      metrics: { loss: Number.NaN },
      inputs: [{ name: 'train', digest: 'd1', context: 'training', tags: { a: 'b' } }],
    });
    const { items } = await metricHistory(ledger, here.id, 'loss');
    expect(items).toHaveLength(2);
    const { items: events } = await listEvents(ledger, { subjectKind: 'experiment', subject: id });
    expect(events.map(({ action }) => action)).toEqual(['experiment.runs_imported', 'experiment.imported']);
  });

  test('a run that is there keeps what it has and gets what it lacks', async () => {
    await importRuns(ledger, by, [here]);
    const later: RunToImport = {
      ...here,
      name: 'renamed',
      status: 'finished',
      endMs: 5000,
      params: { lr: '0.2', depth: '3' },
      tags: { note: 'y', more: 'z' },
      metrics: [{ key: 'loss', points: [{ atMs: 3, step: 3, value: 0.25 }] }],
    };
    expect(await importRuns(ledger, by, [later])).toEqual({ added: 0, there: 1, refused: [] });
    expect(await getRun(ledger, here.id)).toMatchObject({
      name: 'first',
      status: 'finished',
      endMs: 5000,
      params: { lr: '0.1', empty: '', depth: '3' },
      tags: { note: 'x', more: 'z' },
      metrics: { loss: 0.25 },
    });
    expect((await metricHistory(ledger, here.id, 'loss')).items).toHaveLength(3);
    expect((await getRun(ledger, here.id)).inputs).toHaveLength(1);
  });

  test('what cannot be kept of a run is told, and the rest of it is kept', async () => {
    const torn: RunToImport = {
      ...here,
      params: { fine: '1', long: 'x'.repeat(importLimits.valueLength + 1), 'nul\0': '1' },
      metrics: [
        { key: 'far', points: [{ atMs: 2 ** 60, step: 0, value: 1 }] },
        { key: 'near', points: [{ atMs: 1, step: 0, value: 1 }] },
      ],
    };
    const { refused, added } = await importRuns(ledger, by, [torn, { ...here, id: '../x' }]);
    expect(added).toBe(1);
    expect(refused.map(({ subject }) => subject)).toEqual([
      'run "../x"',
      `parameter "long" of the run ${here.id}`,
      `parameter "nul\\u0000" of the run ${here.id}`,
      `metric "far" of the run ${here.id}`,
    ]);
    expect(await getRun(ledger, here.id)).toMatchObject({ params: { fine: '1' }, metrics: { near: 1 } });
  });

  test('a run stays in the experiment that it is in', async () => {
    await importRuns(ledger, by, [here]);
    const { experiments } = await importExperiments(ledger, by, [{ ...experiment, name: `other ${count}` }]);
    const moved = { ...here, experimentId: experiments[0].id, params: { other: 'yes' } };
    const { added, refused } = await importRuns(ledger, by, [moved]);
    expect([added, refused.length]).toEqual([0, 1]);
    expect((await getRun(ledger, here.id)).params).not.toHaveProperty('other');
  });

  test('more points than a statement should bring are refused', async () => {
    const points = Array.from({ length: importLimits.points + 1 }, (_, step) => ({
      atMs: 1,
      step,
      value: 1,
    }));
    await expect(
      importRuns(ledger, by, [{ ...here, metrics: [{ key: 'm', points }] }]),
    ).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  test('logged models come with what was measured of them, once', async () => {
    await importRuns(ledger, by, [here]);
    const mine: LoggedModelToImport = {
      ...loggedModel,
      id: `m-${count}`,
      experimentId: id,
      metrics: loggedModel.metrics.map((metric) => ({ ...metric, runId: here.id })),
      runs: [
        { runId: here.id, role: 'output', step: 3 },
        { runId: 'nobody', role: 'input', step: 0 },
      ],
    };
    const first = await importLoggedModels(ledger, by, [mine]);
    expect([first.added, first.refused.length]).toEqual([1, 1]);
    expect(await importLoggedModels(ledger, by, [mine])).toMatchObject({ added: 0, there: 1 });
    const { sql: db } = ledger;
    const metrics = await db
      .selectFrom('logged_model_metric')
      .innerJoin('logged_model', 'logged_model.no', 'logged_model_metric.model_no')
      .select(['key', 'value', 'dataset_name'])
      .where('logged_model.id', '=', mine.id)
      .execute();
    expect(metrics).toEqual([{ key: 'acc', value: 0.9, dataset_name: 'train' }]);
    const links = await db
      .selectFrom('run_model')
      .innerJoin('logged_model', 'logged_model.no', 'run_model.model_no')
      .select(['role', 'step'])
      .where('logged_model.id', '=', mine.id)
      .execute();
    expect(links).toEqual([{ role: 'output', step: 3 }]);
  });

  test('versions keep their numbers, stages and tags, and one that was deleted keeps its number', async () => {
    await importRuns(ledger, by, [here]);
    const versions = [
      { ...version, runId: here.id },
      { ...version, number: 2, deletedMs: 50, runId: null },
      { ...version, number: 5, runId: here.id, source: `runs:/${here.id}/model` },
    ];
    const asked = model({ versions, aliases: { best: 1, gone: 2 } });
    const first = await importModels(ledger, by, [asked]);
    expect(first).toMatchObject({ added: 1, there: 0, versions: 3 });
    expect(first.refused.map(({ subject }) => subject)).toEqual([
      `alias "gone" of the model "${asked.name}"`,
    ]);
    expect(await getModel(ledger, asked.name)).toMatchObject({
      description: 'says it',
      tags: { team: 'nlp' },
      aliases: { best: 1 },
      versions: 2,
      createdMs: 10,
    });
    expect(await getVersion(ledger, asked.name, 1)).toMatchObject({
      format: 'other',
      stage: 'Production',
      description: 'the first',
      runId: here.id,
      tags: { checked: 'yes' },
      createdMs: 10,
    });
    expect(await importModels(ledger, by, [asked])).toMatchObject({ added: 0, there: 1, versions: 0 });
  });

  test('nothing that serves is moved, and no number is taken twice', async () => {
    await importRuns(ledger, by, [here]);
    const blob = await keepBlob(ledger, bytesOf(`serves ${count}`));
    const name = `serves-${count}`;
    await registerVersion(ledger, by, { model: name, runId: null, blob, format: 'verdict', facts: {} });
    const versions = [
      { ...version, runId: here.id },
      { ...version, number: 2, runId: here.id },
    ];
    const { refused, versions: added } = await importModels(ledger, by, [
      model({ name, versions, aliases: { champion: 2, challenger: 2, best: 1, second: 2 } }),
    ]);
    expect(added).toBe(1);
    expect(refused.map(({ subject }) => subject)).toEqual([
      `version 1 of the model "${name}"`,
      `alias "champion" of the model "${name}"`,
      `alias "challenger" of the model "${name}"`,
      `alias "best" of the model "${name}"`,
    ]);
    expect((await getModel(ledger, name)).aliases).toEqual({ second: 2 });
  });

  test('an alias stays where somebody has put it', async () => {
    await importRuns(ledger, by, [here]);
    const versions = [version, { ...version, number: 2 }].map((each) => ({ ...each, runId: here.id }));
    const asked = model({ name: `moved-${count}`, versions });
    await importModels(ledger, by, [asked]);
    await setAlias(ledger, by, { model: asked.name, alias: 'best', version: 2 });
    const { refused } = await importModels(ledger, by, [asked]);
    expect(refused).toHaveLength(1);
    expect((await getModel(ledger, asked.name)).aliases).toEqual({ best: 2 });
  });

  test('files are given their bytes by hash, once they are there', async () => {
    await importRuns(ledger, by, [{ ...here, deletedMs: 9 }]);
    await importLoggedModels(ledger, by, [
      { ...loggedModel, id: `m-${count}`, experimentId: id, metrics: [], runs: [] },
    ]);
    const facts = await keepBlob(ledger, bytesOf('the same in every run'));
    const known = { bytes: facts.bytes, sha256: facts.sha256 };
    const files = [
      { of: 'run' as const, id: here.id, path: 'a/b.txt', ...known },
      { of: 'logged_model' as const, id: `m-${count}`, path: 'MLmodel', ...known },
      { of: 'run' as const, id: here.id, path: 'new.txt', bytes: 1, sha256: 'f'.repeat(64) },
      { of: 'run' as const, id: here.id, path: '../up.txt', ...known },
      { of: 'run' as const, id: 'nobody', path: 'a.txt', ...known },
    ];
    const first = await importFiles(ledger, files);
    expect(first).toMatchObject({ added: 2, there: 0, missing: ['f'.repeat(64)] });
    expect(first.refused).toHaveLength(2);
    expect((await listArtifacts(ledger, here.id)).map(({ path }) => path)).toEqual(['a/b.txt']);
    const loose = await ledger.sql
      .selectFrom('loose_file')
      .select('path')
      .where('path', '=', `${id}/models/m-${count}/artifacts/MLmodel`)
      .execute();
    expect(loose).toHaveLength(1);

    const other = await keepBlob(ledger, bytesOf('other bytes'));
    const again = await importFiles(ledger, [
      ...files.slice(0, 2),
      { ...files[0], sha256: other.sha256 },
      { ...files[0], path: 'a/b.txt/c', sha256: other.sha256 },
    ]);
    expect(again).toMatchObject({ added: 0, there: 2, missing: [] });
    expect(again.refused.map(({ reason }) => reason)).toEqual([
      'It is on record with other bytes, and left so.',
      'It needs a folder where "a/b.txt" is a file on record.',
    ]);
  });

  test('says what is known', async () => {
    await importRuns(ledger, by, [here]);
    await importModels(ledger, by, [model({ name: `known-${count}` })]);
    expect(
      await findKnown(ledger, {
        experiments: [`of ${count}`, 'nul\0'],
        runs: [here.id, 'nobody', "'; drop table run; --"],
        loggedModels: ['m-none'],
        models: [`known-${count}`],
      }),
    ).toEqual({
      experiments: [`of ${count}`],
      runs: [here.id],
      loggedModels: [],
      models: [{ name: `known-${count}`, versions: [1] }],
    });
  });
});
