import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMlflowStore } from './open-store.ts';
import type { MlflowStore, StoredRun } from './stored.ts';

const folder = mkdtempSync(join(tmpdir(), 'verdict-mlflow-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const runsOf = async (store: MlflowStore, key: string): Promise<StoredRun[]> => {
  const runs = [];
  for await (const run of store.runs(key)) runs.push(run);
  return runs;
};

describe('an mlruns folder', () => {
  const experiment = 'mlruns/230694102554169539';
  const id = '566d9bfc19b44ca7b22011a980e6557d';
  let store: MlflowStore;
  beforeAll(async () => {
    const meta =
      'artifact_location: file:///old/1\ncreation_time: 5\nlast_update_time: 9\nlifecycle_stage: active\n';
    write(`${experiment}/meta.yaml`, `${meta}experiment_id: '230694102554169539'\nname: 'null'\n`);
    write(`${experiment}/tags/mlflow.note.content`, 'two\nlines');
    write('mlruns/.trash/7/meta.yaml', `${meta.replace('active', 'deleted')}name: gone\n`);
    write(
      'mlruns/.trash/7/abc/meta.yaml',
      'run_name: x\nstart_time: 1\nstatus: 1\nlifecycle_stage: active\n',
    );
    write('mlruns/stray/notes.txt', 'no experiment');
    const run = `${experiment}/${id}`;
    write(
      `${run}/meta.yaml`,
      'run_name: first\nstart_time: 1000\nend_time: 2000\nstatus: 3\nuser_id: ann\nlifecycle_stage: active\nartifact_uri: file:///old/1/x/artifacts\n',
    );
    write(`${run}/params/a/b`, 'zwei\nZeilen');
    write(`${run}/metrics/loss`, '10 0.5 0\n11 nan 1\nnonsense\n12 0.25 2 pairs 2b67\n');
    write(
      `${run}/inputs/i1/meta.yaml`,
      'source_type: DATASET\nsource_id: d1\ntags:\n  mlflow.data.context: training\n  size: small\n',
    );
    write(`${run}/inputs/i2/meta.yaml`, 'source_type: MODEL\nsource_id: m-1\ntags: {}\n');
    write(`${run}/outputs/m-2/meta.yaml`, 'destination_type: MODEL_OUTPUT\ndestination_id: m-2\nstep: 3\n');
    write(
      `${experiment}/datasets/d1/meta.yaml`,
      "name: pairs\ndigest: 2b67\nsource_type: code\nsource: '{}'\nschema: null\n",
    );
    write(`${experiment}/traces/tr-1/trace_info.yaml`, 'x: y\n');
    write(
      `${experiment}/models/m-2/meta.yaml`,
      `name: shout\nstatus: 2\nsource_run_id: ${id}\ncreation_timestamp: 4\n`,
    );
    write(`${experiment}/models/m-2/metrics/acc`, `10 0.9 1 ${id} pairs 2b67\n`);
    write(`${experiment}/torn/meta.yaml`, 'a: [');
    write('mlruns/models/shout/meta.yaml', 'name: shout\ndescription: null\ncreation_timestamp: 1\n');
    write('mlruns/models/shout/aliases/best', '2');
    write(
      'mlruns/models/shout/version-10/meta.yaml',
      'source: models:/m-2\ncurrent_stage: None\nstatus: READY\n',
    );
    write(
      'mlruns/models/shout/version-2/meta.yaml',
      'source: /x\ncurrent_stage: Deleted_Internal\nrun_id: gone\n',
    );
    store = await openMlflowStore(folder);
  });
  afterAll(() => store.close());

  it('has experiments, those in its bin as deleted', async () => {
    const experiments = await store.experiments();
    expect(experiments.map(({ key, name, deleted_ms }) => [key, name, deleted_ms])).toEqual([
      ['230694102554169539', 'null', null],
      ['7', 'gone', 9],
    ]);
    expect(experiments[0].tags).toEqual({ 'mlflow.note.content': 'two\nlines' });
  });

  it('has runs with all that was logged, and notes what it cannot read', async () => {
    await store.experiments();
    const [run, ...others] = await runsOf(store, '230694102554169539');
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      id,
      name: 'first',
      status: 'finished',
      start_ms: 1000,
      end_ms: 2000,
      params: { 'a/b': 'zwei\nZeilen' },
      metrics: [
        {
          key: 'loss',
          points: [
            [10, 0, 0.5],
            [11, 1, 'NaN'],
            [12, 2, 0.25],
          ],
        },
      ],
      inputs: [{ name: 'pairs', digest: '2b67', schema: null, context: 'training', tags: { size: 'small' } }],
      links: [
        { modelId: 'm-1', role: 'input', step: 0 },
        { modelId: 'm-2', role: 'output', step: 3 },
      ],
    });
    expect(store.faults.map(({ subject }) => subject)).toEqual([`metric loss of the run ${id}`, 'run torn']);
    expect(await runsOf(store, '7')).toMatchObject([{ id: 'abc', deleted_ms: 9, status: 'running' }]);
  });

  it('has logged models, and the registry in the order of its numbers', async () => {
    await store.experiments();
    const models = [];
    for await (const model of store.loggedModels('230694102554169539')) models.push(model);
    expect(models).toMatchObject([
      {
        id: 'm-2',
        status: 'ready',
        metrics: [{ run_id: id, key: 'acc', at_ms: 10, step: 1, value: 0.9, dataset_name: 'pairs' }],
      },
    ]);
    expect(await store.registeredModels()).toMatchObject([
      {
        name: 'shout',
        aliases: { best: 2 },
        versions: [
          { number: 2, run_id: null, stage: 'None', deleted_ms: 0 },
          { number: 10, logged_model_id: 'm-2', deleted_ms: null },
        ],
      },
    ]);
  });

  it('says what it leaves out', async () => {
    expect(await store.leftOut()).toEqual([{ what: 'traces', count: 1 }]);
  });
});

describe('a database of before logged models, inputs and aliases', () => {
  const path = join(folder, 'mlflow.db');
  beforeAll(() => {
    const db = new DatabaseSync(path);
    db.exec(`
      create table experiments (experiment_id integer primary key, name text, artifact_location text, lifecycle_stage text);
      create table experiment_tags (key text, value text, experiment_id integer);
      create table runs (run_uuid text primary key, name text, user_id text, status text, start_time integer,
        end_time integer, lifecycle_stage text, artifact_uri text, experiment_id integer);
      create table params (key text, value text, run_uuid text);
      create table tags (key text, value text, run_uuid text);
      create table metrics (key text, value real, timestamp integer, run_uuid text, step integer, is_nan integer);
      create table latest_metrics (key text, value real, timestamp integer, step integer, is_nan integer, run_uuid text);
      insert into experiments values (230694102554169539, 'moved', './mlruns/1', 'active');
      insert into runs values ('abc', '', 'ann', 'FAILED', 1000, 2000, 'deleted', './mlruns/1/abc/artifacts', 230694102554169539);
      insert into tags values ('mlflow.runName', 'by its tag', 'abc');
      insert into metrics values ('loss', 0, 10, 'abc', 1, 1), ('loss', 0.5, 9, 'abc', 0, 0);
    `);
    db.close();
  });

  it.each([path, `sqlite:///${path}`])('opens as %j', async (source) => {
    const store = await openMlflowStore(source);
    try {
      expect(await store.experiments()).toMatchObject([{ key: '230694102554169539', name: 'moved' }]);
      expect(await runsOf(store, '230694102554169539')).toMatchObject([
        {
          id: 'abc',
          name: 'by its tag',
          status: 'failed',
          deleted_ms: 2000,
          metrics: [
            {
              key: 'loss',
              points: [
                [9, 0, 0.5],
                [10, 1, 'NaN'],
              ],
            },
          ],
          inputs: [],
        },
      ]);
      expect(await store.registeredModels()).toEqual([]);
      expect(await store.leftOut()).toEqual([]);
    } finally {
      await store.close();
    }
  });
});

describe('what is no store', () => {
  it.each([
    ['nowhere', "There is nothing at nowhere; give an mlruns folder or MLflow's database."],
    ['http://localhost:5000', 'is a server, and an import reads its store'],
    ['mysql://root@db/mlflow', 'mysql is no kind of store that can be read'],
  ])('refuses %j', async (source, sentence) => {
    await expect(openMlflowStore(source)).rejects.toThrow(sentence);
  });

  it('refuses folders and files without anything of MLflow', async () => {
    write('empty/notes.txt', 'x');
    new DatabaseSync(join(folder, 'other.db')).exec('create table t (a); insert into t values (1)');
    await expect(openMlflowStore(join(folder, 'empty'))).rejects.toThrow('holds no experiment');
    await expect(openMlflowStore(join(folder, 'empty/notes.txt'))).rejects.toThrow('is no SQLite database');
    await expect(openMlflowStore(join(folder, 'other.db'))).rejects.toThrow("has no tables of MLflow's");
  });
});
