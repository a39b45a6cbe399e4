import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addDatasetVersion,
  collectGarbage,
  createExperiment,
  createRun,
  deleteExperiment,
  deleteRun,
  deleteVersion,
  findLooseFile,
  getRun,
  keepBlob,
  listEvents,
  logBatch,
  putArtifact,
  putLooseFile,
  registerVersion,
} from '../src/index.ts';
import { testActor as by, bytesOf, type TestLedger, testLedger } from '../src/testing/index.ts';
import { frozenOf } from './frozen.ts';

const day = 24 * 3_600_000;

describe.each(testStores())('collecting what was deleted on $name', (store) => {
  const ledgers: TestLedger[] = [];
  let ledger: TestLedger;
  let nowMs: number;
  beforeEach(async () => {
    nowMs = Date.now();
    ledger = await testLedger(store, { clock: () => nowMs });
    ledgers.push(ledger);
  }, 60_000);
  afterAll(async () => {
    for (const each of ledgers) await each.remove();
    await store.close();
  });

  const collect = (dryRun = false) =>
    collectGarbage(ledger, by, { dryRun, olderThanMs: day, deletedForMs: 30 * day });
  const runWith = async (id: string, text: string, experimentId = '0') => {
    await createRun(ledger, by, { id, experimentId });
    await logBatch(ledger, by, id, {
      metrics: [{ key: 'loss', value: 1, atMs: 1, step: 0 }],
      params: { c: '1' },
      tags: { t: '1' },
    });
    const blob = await keepBlob(ledger, bytesOf(text));
    await putArtifact(ledger, by, id, 'model/weights', blob);
    return blob;
  };
  const logModel = async (id: string, { experiment = 0, deletedMs = null as number | null } = {}) => {
    await sql`insert into logged_model (id, experiment_id, name, status, created_ms, updated_ms, created_by, deleted_ms)
      values (${id}, ${experiment}, ${id}, 'ready', 0, 0, 'x', ${deletedMs})`.execute(ledger.sql);
    const blob = await keepBlob(ledger, bytesOf(`files of ${id}`));
    const path = `${experiment}/models/${id}/artifacts/MLmodel`;
    await putLooseFile(ledger, by, path, blob);
    return { path, blob };
  };
  const register = (source: string, more: { runId?: string } = {}) =>
    registerVersion(ledger, by, {
      model: 'reviews',
      runId: null,
      blob: null,
      format: 'other',
      facts: null,
      source,
      ...more,
    });
  const has = (sha256: string) => ledger.blobs.has(sha256);

  it('removes a run with all that was logged to it, a month after it was deleted', async () => {
    const shared = await runWith('gone', 'shared');
    const own = await keepBlob(ledger, bytesOf('its own'));
    await putArtifact(ledger, by, 'gone', 'own', own);
    await runWith('stays', 'shared');
    await deleteRun(ledger, by, 'gone');
    nowMs += 29 * day;
    expect(await collect()).toMatchObject({ runs: 0, waiting: 1, blobs: 0 });
    nowMs += 2 * day;
    const wanted = { runs: 1, loggedModels: 0, experiments: 0, keptTotal: 0, waiting: 0, blobs: 1, bytes: 7 };
    expect(await collect(true)).toMatchObject({ dryRun: true, ...wanted });
    expect(await getRun(ledger, 'gone')).toMatchObject({ deleted: true, params: { c: '1' } });
    expect(await has(own.sha256)).toBe(true);
    expect(await collect()).toMatchObject({ dryRun: false, ...wanted });
    await expect(getRun(ledger, 'gone')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    expect([await has(own.sha256), await has(shared.sha256)]).toEqual([false, true]);
    expect(await getRun(ledger, 'stays')).toMatchObject({ deleted: false });
    expect((await listEvents(ledger, { action: 'run.removed' })).items).toMatchObject([{ subject: 'gone' }]);
    expect(await collect()).toMatchObject({ runs: 0, blobs: 0 });
    // The id is free again.
    await runWith('gone', 'anew');
  });

  it('keeps what a version refers to, by number or by address, and says so', async () => {
    await runWith('by-run', 'a');
    await runWith('by-source', 'b');
    await runWith('by-none', 'c');
    await register('somewhere', { runId: 'by-run' });
    await register('mlflow-artifacts:/0/by-source/artifacts/model');
    await register('s3://bucket/by-none-other/x');
    const named = await logModel('m-named');
    await register('models:/m-named');
    for (const id of ['by-run', 'by-source', 'by-none']) await deleteRun(ledger, by, id);
    await ledger.sql.updateTable('logged_model').set({ deleted_ms: nowMs }).execute();
    nowMs += 31 * day;
    const { kept, ...counts } = await collect();
    expect(counts).toMatchObject({ runs: 1, loggedModels: 0, keptTotal: 3, blobs: 1 });
    expect(kept).toMatchObject([
      { kind: 'run', id: 'by-run', by: 'reviews@1' },
      { kind: 'run', id: 'by-source', by: 'reviews@2' },
      { kind: 'logged_model', id: 'm-named', name: 'm-named', by: 'reviews@4' },
    ]);
    expect(await findLooseFile(ledger, named.path)).not.toBeNull();
    // A deleted version refers to nothing.
    for (const version of [1, 2, 4]) await deleteVersion(ledger, by, { model: 'reviews', version });
    expect(await collect()).toMatchObject({ runs: 2, loggedModels: 1, keptTotal: 0, blobs: 3 });
    expect([await findLooseFile(ledger, named.path), await has(named.blob.sha256)]).toEqual([null, false]);
  });

  it('removes a deleted experiment with its runs, logged models and files, and never the first one', async () => {
    const { id } = await createExperiment(ledger, by, { name: 'over' });
    const number = Number(id);
    await runWith('inside', 'x', id);
    const model = await logModel('m-inside', { experiment: number });
    const beside = await logModel('m-beside');
    await putLooseFile(ledger, by, `${id}/notes.txt`, await keepBlob(ledger, bytesOf('notes')));
    await deleteExperiment(ledger, by, id);
    await deleteExperiment(ledger, by, '0');
    nowMs += 31 * day;
    await ledger.sql.updateTable('experiment').set({ deleted_ms: nowMs }).where('id', '=', 0).execute();
    expect(await collect(true)).toMatchObject({
      runs: 1,
      loggedModels: 1,
      experiments: 1,
      waiting: 1,
      blobs: 3,
    });
    expect(await collect()).toMatchObject({ runs: 1, loggedModels: 1, experiments: 1, blobs: 3 });
    expect(await findLooseFile(ledger, model.path)).toBeNull();
    expect(await findLooseFile(ledger, `${id}/notes.txt`)).toBeNull();
    expect(await findLooseFile(ledger, beside.path)).not.toBeNull();
    nowMs += 31 * day;
    expect(await collect()).toMatchObject({ experiments: 0, loggedModels: 1 });
    expect(await ledger.sql.selectFrom('experiment').select('id').execute()).toEqual([{ id: 0 }]);
  });

  it('keeps an experiment in which a version’s files lie at a path of their own', async () => {
    const { id } = await createExperiment(ledger, by, { name: 'files' });
    await putLooseFile(ledger, by, `${id}/by-hand/m`, await keepBlob(ledger, bytesOf('m')));
    await register(`mlflow-artifacts:/${id}/by-hand`);
    await deleteExperiment(ledger, by, id);
    nowMs += 31 * day;
    const reply = await collect();
    expect(reply).toMatchObject({ experiments: 0, blobs: 0 });
    expect(reply.kept).toMatchObject([{ kind: 'experiment', id, name: 'files', by: 'reviews@1' }]);
  });

  it('leaves what is deleted alone where only bytes are asked for', async () => {
    await runWith('r', 'x');
    await deleteRun(ledger, by, 'r');
    nowMs += 100 * day;
    expect(await collectGarbage(ledger, by, { dryRun: false, olderThanMs: day })).toMatchObject({
      runs: 0,
      blobs: 0,
    });
  });

  it('goes page by page through many', async () => {
    await sql`insert into run (id, experiment_id, name, status, start_ms, created_ms, updated_ms, created_by, deleted_ms)
      select 'many-' || i, 0, 'r', 'running', 0, 0, 0, 'x', 0 from generate_series(1, 250) i`.execute(
      ledger.sql,
    );
    await register('runs:/many-7/model');
    expect(await collect()).toMatchObject({ runs: 249, keptTotal: 1 });
    expect(await ledger.sql.selectFrom('run').select('id').execute()).toEqual([{ id: 'many-7' }]);
  });

  it('knows everything that holds runs, experiments and logged models', async () => {
    const { rows } = await sql<{ table: string; column: string }>`
      select c.relname as table, a.attname as column
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class b on b.oid = k.confrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and k.confdeltype <> 'c' and b.relname in ('run', 'experiment', 'logged_model')
        and b.relnamespace = ${ledger.schema}::regnamespace
      order by 1, 2`.execute(ledger.sql);
    expect(rows.map(({ table, column }) => `${table}.${column}`)).toEqual([
      'logged_model.experiment_id',
      'model_version.run_no',
      'run.experiment_id',
    ]);
  });

  it('takes no data set with a run that was trained on it', async () => {
    const { frozen, file } = frozenOf([['good', 'pos']]);
    const { version } = await addDatasetVersion(ledger, by, { name: 'd', frozen, body: bytesOf(file) });
    await runWith('trained', 'x');
    await deleteRun(ledger, by, 'trained');
    nowMs += 31 * day;
    expect(await collect()).toMatchObject({ runs: 1, blobs: 1 });
    expect(await has(version.blobSha256)).toBe(true);
  });
});
