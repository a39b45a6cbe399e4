import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  compareRuns,
  createExperiment,
  createRun,
  deleteExperiment,
  deleteExperimentTag,
  deleteRun,
  deleteRunTag,
  findExperiment,
  getExperiment,
  getRun,
  listEvents,
  listExperiments,
  restoreExperiment,
  restoreRun,
  searchRuns,
  setExperimentTag,
  setRunTag,
  updateExperiment,
  updateRun,
} from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('experiments and runs on $name', (store) => {
  let now = 1_000;
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now });
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const actionsOf = async (subjectKind: string, subject: string): Promise<string[]> =>
    (await listEvents(ledger, { subjectKind, subject })).items.map(({ action }) => action);

  test('an experiment is made once, found by id and by name, and carries its tags', async () => {
    const made = await createExperiment(ledger, by, { name: 'films', tags: { b: '2', a: '1' } });
    expect(made).toEqual({
      id: expect.stringMatching(/^[1-9]\d*$/),
      name: 'films',
      artifactLocation: null,
      tags: { a: '1', b: '2' },
      createdMs: 1_000,
      updatedMs: 1_000,
      deleted: false,
    });
    expect(await getExperiment(ledger, made.id)).toEqual(made);
    expect(await findExperiment(ledger, 'films')).toEqual(made);
    expect(await findExperiment(ledger, 'other')).toBeNull();
    expect(await actionsOf('experiment', made.id)).toEqual(['experiment.created']);
    await expect(createExperiment(ledger, by, { name: 'films' })).rejects.toMatchObject({
      code: 'EXPERIMENT_EXISTS',
    });
  });

  test.each(['', '  ', 'a\0b', 'a\nb', '\ud800', 'x'.repeat(501)])(
    'no experiment is named %j',
    async (name) => {
      await expect(createExperiment(ledger, by, { name })).rejects.toMatchObject({
        code: expect.stringMatching(/^(NAME_INVALID|VALUE_INVALID|LIMIT_EXCEEDED)$/),
      });
    },
  );

  test.each(['', 'x', '-1', '01', '1e3', '99999999999999999999', '1\0', '4294967296'])(
    'there is no experiment %j',
    async (id) => {
      await expect(getExperiment(ledger, id)).rejects.toMatchObject({ code: 'EXPERIMENT_UNKNOWN' });
    },
  );

  test('renaming to a name that is taken is refused, and what happened is on record', async () => {
    const { id } = await createExperiment(ledger, by, { name: 'before' });
    await expect(updateExperiment(ledger, by, id, { name: 'Default' })).rejects.toMatchObject({
      code: 'EXPERIMENT_EXISTS',
    });
    expect((await updateExperiment(ledger, by, id, { name: 'after' })).name).toBe('after');
    await setExperimentTag(ledger, by, id, { key: 'team', value: 'a' });
    await setExperimentTag(ledger, by, id, { key: 'team', value: 'a' });
    await setExperimentTag(ledger, by, id, { key: 'team', value: 'b' });
    expect((await getExperiment(ledger, id)).tags).toEqual({ team: 'b' });
    await deleteExperimentTag(ledger, by, id, 'team');
    await deleteExperimentTag(ledger, by, id, 'team');
    expect((await getExperiment(ledger, id)).tags).toEqual({});
    expect(await actionsOf('experiment', id)).toEqual([
      'experiment.untagged',
      'experiment.tagged',
      'experiment.tagged',
      'experiment.renamed',
      'experiment.created',
    ]);
  });

  test('experiments are listed by pages, newest first, the deleted ones apart', async () => {
    const names: string[] = [];
    let pageToken: string | null = null;
    do {
      const page = await listExperiments(ledger, { limit: 2, pageToken });
      names.push(...page.items.map(({ name }) => name));
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(names).toEqual(['after', 'films', 'Default']);
    expect((await listExperiments(ledger, { deleted: true })).items).toEqual([]);
  });

  test('a run sent twice under one id is made once', async () => {
    const wanted = { id: 'job-1', experiment: 'new one', name: 'first', tags: { k: 'v' }, startMs: 5 };
    const first = await createRun(ledger, by, wanted);
    expect(first.created).toBe(true);
    expect(first.run).toEqual({
      id: 'job-1',
      name: 'first',
      experiment: { id: expect.any(String), name: 'new one' },
      artifactLocation: null,
      status: 'running',
      user: 'local:tester',
      startMs: 5,
      endMs: null,
      deleted: false,
      params: {},
      metrics: {},
      latest: [],
      tags: { k: 'v' },
      inputs: [],
      models: [],
      modelInputs: [],
      modelOutputs: [],
    });
    expect(await createRun(ledger, by, wanted)).toEqual({ ...first, created: false });
    expect(await getRun(ledger, 'job-1')).toEqual(first.run);
    expect(await actionsOf('run', 'job-1')).toEqual(['run.created']);
    await expect(createRun(ledger, by, { id: 'job-1' })).rejects.toMatchObject({ code: 'RUN_EXISTS' });
  });

  test('ten calls at once for one run and one new experiment make one of each', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, () => createRun(ledger, by, { id: 'together', experiment: 'at once' })),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ run }) => run.experiment.id)).size).toBe(1);
  });

  test('without an id, a name or an experiment a run gets its own, and goes to Default', async () => {
    const { run } = await createRun(ledger, by, {});
    expect(run.id).toMatch(/^[0-9a-f]{32}$/);
    expect(run.name).toBe(`run-${run.id.slice(0, 8)}`);
    expect(run.experiment).toEqual({ id: '0', name: 'Default' });
  });

  test.each(['', '../etc', 'a b', '-a', 'a\0', 'é', 'x'.repeat(257)])('no run has the id %j', async (id) => {
    await expect(createRun(ledger, by, { id })).rejects.toMatchObject({ code: 'NAME_INVALID' });
    await expect(getRun(ledger, id)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    await expect(deleteRun(ledger, by, id)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });

  test('a run that ends without a time has ended now, and one that runs again has no end', async () => {
    await createRun(ledger, by, { id: 'ends', startMs: 10 });
    now = 2_000;
    expect(await updateRun(ledger, by, 'ends', { status: 'finished', name: 'done' })).toMatchObject({
      status: 'finished',
      endMs: 2_000,
      name: 'done',
    });
    now = 3_000;
    expect(await updateRun(ledger, by, 'ends', { status: 'finished' })).toMatchObject({ endMs: 2_000 });
    expect(await updateRun(ledger, by, 'ends', { endMs: 1_500 })).toMatchObject({ endMs: 1_500 });
    expect(await updateRun(ledger, by, 'ends', { status: 'running' })).toMatchObject({ endMs: null });
    // The second call changed nothing, so nothing is told of it.
    expect(await actionsOf('run', 'ends')).toEqual([
      'run.updated',
      'run.updated',
      'run.updated',
      'run.created',
    ]);
  });

  test('tags are set, changed and taken off, each with what was there before', async () => {
    await createRun(ledger, by, { id: 'tagged' });
    await setRunTag(ledger, by, 'tagged', { key: 'a', value: '1' });
    await setRunTag(ledger, by, 'tagged', { key: 'a', value: '2' });
    expect((await getRun(ledger, 'tagged')).tags).toEqual({ a: '2' });
    await deleteRunTag(ledger, by, 'tagged', 'a');
    await deleteRunTag(ledger, by, 'tagged', 'a');
    expect((await getRun(ledger, 'tagged')).tags).toEqual({});
    const { items } = await listEvents(ledger, { subjectKind: 'run', subject: 'tagged' });
    expect(items.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      { action: 'run.untagged', before: { a: '2' }, after: null },
      { action: 'run.tagged', before: { a: '1' }, after: { a: '2' } },
      { action: 'run.tagged', before: null, after: { a: '1' } },
      { action: 'run.created', before: null, after: { name: 'run-tagged', experimentId: '0' } },
    ]);
    expect(items[0]).toMatchObject({ actor: 'local:tester', subjectKind: 'run', subject: 'tagged' });
  });

  test('a deleted run is out of searches, closed for changes, still there to look at, and comes back', async () => {
    await createRun(ledger, by, { id: 'gone', experiment: 'deleting' });
    await deleteRun(ledger, by, 'gone');
    await deleteRun(ledger, by, 'gone');
    const idsOf = async (deleted?: boolean | 'either'): Promise<string[]> =>
      (
        await searchRuns(ledger, {
          experiments: ['deleting'],
          ...(deleted !== undefined && { deleted }),
        })
      ).items.map(({ id }) => id);
    expect([await idsOf(), await idsOf(true), await idsOf('either')]).toEqual([[], ['gone'], ['gone']]);
    expect(await getRun(ledger, 'gone')).toMatchObject({ deleted: true });
    for (const change of [
      () => updateRun(ledger, by, 'gone', { name: 'x' }),
      () => setRunTag(ledger, by, 'gone', { key: 'a', value: '1' }),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: 'DELETED' });
    }
    expect(await restoreRun(ledger, by, 'gone')).toMatchObject({ deleted: false });
    expect(await idsOf()).toEqual(['gone']);
    expect(await actionsOf('run', 'gone')).toEqual(['run.restored', 'run.deleted', 'run.created']);
  });

  test('runs go with their experiment and come back with it, those deleted before stay so', async () => {
    now = 10_000;
    const { run } = await createRun(ledger, by, { id: 'stays', experiment: 'whole' });
    await createRun(ledger, by, { id: 'before', experiment: 'whole' });
    await deleteRun(ledger, by, 'before');
    now = 11_000;
    const { id } = run.experiment;
    expect(await deleteExperiment(ledger, by, id)).toMatchObject({ deleted: true });
    await deleteExperiment(ledger, by, id);
    expect(await getRun(ledger, 'stays')).toMatchObject({ deleted: true });
    await expect(createRun(ledger, by, { experiment: 'whole' })).rejects.toMatchObject({ code: 'DELETED' });
    await expect(createRun(ledger, by, { experimentId: id })).rejects.toMatchObject({ code: 'DELETED' });
    await expect(restoreRun(ledger, by, 'before')).rejects.toMatchObject({ code: 'DELETED' });
    await expect(setExperimentTag(ledger, by, id, { key: 'a', value: 'b' })).rejects.toMatchObject({
      code: 'DELETED',
    });
    await expect(createExperiment(ledger, by, { name: 'whole' })).rejects.toThrow('restore it');
    expect((await listExperiments(ledger, { deleted: true })).items.map(({ name }) => name)).toEqual([
      'whole',
    ]);
    await restoreExperiment(ledger, by, id);
    expect(await getRun(ledger, 'stays')).toMatchObject({ deleted: false });
    expect(await getRun(ledger, 'before')).toMatchObject({ deleted: true });
    expect(await actionsOf('experiment', id)).toEqual([
      'experiment.restored',
      'experiment.deleted',
      'experiment.created',
    ]);
  });

  test('a run that a model version came from can be deleted, and never taken out of the record', async () => {
    await createRun(ledger, by, { id: 'source' });
    await ledger.sql
      .insertInto('model')
      .values({ name: 'm', created_ms: 0, updated_ms: 0 })
      .executeTakeFirstOrThrow();
    await ledger.sql
      .insertInto('model_version')
      .values((eb) => ({
        model_id: eb.selectFrom('model').select('id').where('name', '=', 'm'),
        run_no: eb.selectFrom('run').select('no').where('id', '=', 'source'),
        number: 3,
        format: 'other',
        status: 'ready',
        created_ms: 0,
        updated_ms: 0,
        created_by: 'x',
      }))
      .execute();
    await deleteRun(ledger, by, 'source');
    expect(await getRun(ledger, 'source')).toMatchObject({
      deleted: true,
      models: [{ name: 'm', version: 3 }],
    });
    await expect(ledger.sql.deleteFrom('run').where('id', '=', 'source').execute()).rejects.toMatchObject({
      code: '23503',
    });
  });

  test('comparing asks for runs that are there, and not for too many', async () => {
    await expect(compareRuns(ledger, ['job-1', 'nobody'])).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    await expect(
      compareRuns(
        ledger,
        Array.from({ length: 101 }, (_, at) => `r${at}`),
      ),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect((await compareRuns(ledger, ['job-1', 'ends', 'job-1'])).runs.map(({ id }) => id)).toEqual([
      'job-1',
      'ends',
    ]);
  });
});
