import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createExperiment,
  createLoggedModel,
  createRun,
  deleteExperiment,
  deleteLoggedModel,
  deleteLoggedModelTag,
  finalizeLoggedModel,
  getLoggedModel,
  getRun,
  listEvents,
  logBatch,
  logLoggedModelParams,
  type NewLoggedModel,
  setLoggedModelTags,
} from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('logged models on $name', (store) => {
  let ledger: TestLedger;
  let nowMs = 1000;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => nowMs });
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const made = (wanted: Partial<NewLoggedModel> = {}) =>
    createLoggedModel(ledger, by, { experimentId: '0', name: 'clf', ...wanted });
  const unknown = `m-${'0'.repeat(32)}`;

  test('a model is pending until it is finalized, and keeps what was said of it', async () => {
    nowMs = 2000;
    const wanted = {
      modelType: 'agent',
      sourceRunId: 'elsewhere',
      params: { C: '1.0' },
      tags: { team: 'a' },
    };
    const model = await made(wanted);
    expect(model.id).toMatch(/^m-[0-9a-f]{32}$/);
    expect(await getLoggedModel(ledger, model.id)).toEqual(model);
    expect(model).toMatchObject({ ...wanted, name: 'clf', status: 'pending', createdMs: 2000, metrics: [] });
    nowMs = 3000;
    const ready = await finalizeLoggedModel(ledger, by, model.id, 'ready');
    expect(ready).toEqual({ ...model, status: 'ready', updatedMs: 3000 });
    const { items } = await listEvents(ledger, { subjectKind: 'logged_model', subject: model.id });
    expect(items.map(({ action }) => action)).toEqual(['logged_model.finalized', 'logged_model.created']);
  });

  test('one without a name is named after its id', async () => {
    const { id, name } = await createLoggedModel(ledger, by, { experimentId: '0' });
    expect(name).toBe(`model-${id.slice(2, 10)}`);
  });

  test.each(['a/b', 'a:b', 'a.b', 'a%b', 'a"b', "a'b"])(
    'the name %s is refused in MLflow’s words',
    async (name) => {
      await expect(made({ name })).rejects.toMatchObject({
        code: 'NAME_INVALID',
        message: expect.stringMatching(
          /^Invalid model name \(.*\) provided\. Model name must be a non-empty/,
        ),
      });
    },
  );

  test('an experiment that is unknown or deleted takes none', async () => {
    const { id } = await createExperiment(ledger, by, { name: 'gone' });
    await deleteExperiment(ledger, by, id);
    await expect(made({ experimentId: id })).rejects.toMatchObject({ code: 'DELETED' });
    await expect(made({ experimentId: '999' })).rejects.toMatchObject({ code: 'EXPERIMENT_UNKNOWN' });
  });

  test.each([unknown, 'x\0y', '../x', ''])('an unknown model is refused by its id: %j', async (id) => {
    const refused = { code: 'LOGGED_MODEL_UNKNOWN', message: `Logged model with ID '${id}' not found.` };
    await expect(getLoggedModel(ledger, id)).rejects.toMatchObject(refused);
    await expect(finalizeLoggedModel(ledger, by, id, 'ready')).rejects.toMatchObject(refused);
    await expect(deleteLoggedModel(ledger, by, id)).rejects.toMatchObject(refused);
    await expect(setLoggedModelTags(ledger, by, id, { a: 'b' })).rejects.toMatchObject(refused);
    await expect(logLoggedModelParams(ledger, id, { a: 'b' })).rejects.toMatchObject(refused);
  });

  test('parameters keep their first value', async () => {
    const { id } = await made({ params: { C: '1' } });
    await logLoggedModelParams(ledger, id, { C: '1', depth: '3' });
    await expect(logLoggedModelParams(ledger, id, { late: 'x', depth: '4' })).rejects.toMatchObject({
      code: 'PARAM_CHANGED',
      message: expect.stringContaining(`Param with key='depth' was already logged with value='3'`),
    });
    expect((await getLoggedModel(ledger, id)).params).toEqual({ C: '1', depth: '3' });
  });

  test('tags are set over one another, and one that is not there cannot be deleted', async () => {
    const { id } = await made({ tags: { team: 'a' } });
    await setLoggedModelTags(ledger, by, id, { team: 'b', 'mlflow.x/y z': '' });
    await deleteLoggedModelTag(ledger, by, id, 'mlflow.x/y z');
    expect((await getLoggedModel(ledger, id)).tags).toEqual({ team: 'b' });
    await expect(deleteLoggedModelTag(ledger, by, id, 'x')).rejects.toMatchObject({
      code: 'TAG_UNKNOWN',
      message: `No tag with key 'x' found for model with ID '${id}'.`,
    });
    const { items } = await listEvents(ledger, { subjectKind: 'logged_model', subject: id });
    expect(items.map(({ action }) => action)).toEqual([
      'logged_model.untagged',
      'logged_model.tagged',
      'logged_model.created',
    ]);
  });

  test('a deleted model is shown to those who ask for it alone', async () => {
    const { id } = await made();
    await deleteLoggedModel(ledger, by, id);
    await deleteLoggedModel(ledger, by, id);
    await expect(getLoggedModel(ledger, id)).rejects.toMatchObject({ code: 'LOGGED_MODEL_UNKNOWN' });
    expect(await getLoggedModel(ledger, id, { deleted: true })).toMatchObject({ deleted: true });
  });

  test('a run’s metrics are the model’s too, each with the data that it was measured on', async () => {
    const { id } = await made();
    const { run } = await createRun(ledger, by, {});
    const on = (datasetName: string) => ({ modelId: id, datasetName, datasetDigest: 'd1' });
    const point = { key: 'acc', value: 0.9, atMs: 5, step: 1 };
    const metrics = [
      { ...point, ...on('train') },
      // At the same time and step: neither is lost.
      { ...point, ...on('test') },
      { ...point, value: 0.8, ...on('test') },
      { key: 'loss', value: Number.NaN, atMs: 4, step: 0, modelId: id },
      { key: 'other', value: 1, atMs: 6 },
    ];
    await logBatch(ledger, by, run.id, { metrics });
    await logBatch(ledger, by, run.id, { metrics });
    const measured = { runId: run.id, datasetDigest: 'd1' };
    expect((await getLoggedModel(ledger, id)).metrics).toEqual([
      { key: 'loss', value: Number.NaN, atMs: 4, step: 0, runId: run.id, datasetName: '', datasetDigest: '' },
      { ...point, value: 0.8, ...measured, datasetName: 'test' },
      { ...point, ...measured, datasetName: 'test' },
      { ...point, ...measured, datasetName: 'train' },
    ]);
    expect((await getRun(ledger, run.id)).metrics).toEqual({ acc: 0.9, loss: Number.NaN, other: 1 });
  });

  test('a metric of a model that is not there is refused with everything beside it', async () => {
    const { run } = await createRun(ledger, by, {});
    const metrics = [
      { key: 'acc', value: 1 },
      { key: 'f1', value: 1, modelId: unknown },
    ];
    await expect(logBatch(ledger, by, run.id, { metrics })).rejects.toMatchObject({
      code: 'LOGGED_MODEL_UNKNOWN',
    });
    expect((await getRun(ledger, run.id)).metrics).toEqual({});
  });

  test('a run says which models it read and which it made', async () => {
    const [read, first, second] = [await made(), await made(), await made()];
    const { run } = await createRun(ledger, by, {});
    await logBatch(ledger, by, run.id, { modelInputs: [read.id, read.id] });
    const modelOutputs = [
      { id: second.id, step: 2 },
      { id: first.id, step: 1 },
    ];
    await logBatch(ledger, by, run.id, { modelOutputs });
    await logBatch(ledger, by, run.id, { modelOutputs, modelInputs: [read.id] });
    expect(await getRun(ledger, run.id)).toMatchObject({
      modelInputs: [read.id],
      modelOutputs: [modelOutputs[1], modelOutputs[0]],
    });
    const nowhere = { modelInputs: [unknown] };
    await expect(logBatch(ledger, by, run.id, nowhere)).rejects.toMatchObject({
      code: 'LOGGED_MODEL_UNKNOWN',
    });
  });
});
