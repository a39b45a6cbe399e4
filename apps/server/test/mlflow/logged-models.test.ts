import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from '../record/record-app.ts';

describe.each(testStores())('logged models of MLflow on $name', (store) => {
  let at: RecordApp;
  let experiment: string;
  beforeAll(async () => {
    at = await recordApp(store);
    experiment = (await ask('POST', 'experiments/create', { name: 'logged' })).body.experiment_id;
  }, 60_000);
  afterAll(async () => {
    await at?.close();
    await store.close();
  });

  type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
  async function ask(method: Method, path: string, payload?: object) {
    const url = path.startsWith('/') ? path : `/api/2.0/mlflow/${path}`;
    const reply = await at.app.inject({ method, url, ...(payload && { payload }) });
    return { status: reply.statusCode, body: reply.json() };
  }
  const newRun = async (): Promise<string> =>
    (await ask('POST', 'runs/create', { experiment_id: experiment, start_time: 1 })).body.run.info.run_id;
  const newModel = async (wanted: object = {}): Promise<string> =>
    (await ask('POST', 'logged-models', { experiment_id: experiment, name: 'clf', ...wanted })).body.model
      .info.model_id;
  const unknown = `m-${'0'.repeat(32)}`;

  test('the calls of log_model, one after another, as its client sends them', async () => {
    const run = await newRun();
    const created = await ask('POST', 'logged-models', {
      experiment_id: experiment,
      name: 'clf',
      source_run_id: run,
      params: [{ key: 'C', value: '1.0' }],
      tags: [{ key: 'team', value: 'a' }],
    });
    const { model_id: id } = created.body.model.info;
    const artifacts = `${experiment}/models/${id}/artifacts`;
    const model = {
      info: {
        model_id: expect.stringMatching(/^m-[0-9a-f]{32}$/),
        experiment_id: experiment,
        name: 'clf',
        creation_timestamp_ms: expect.any(Number),
        last_updated_timestamp_ms: expect.any(Number),
        artifact_uri: `mlflow-artifacts:/${artifacts}`,
        status: 'LOGGED_MODEL_PENDING',
        model_type: '',
        source_run_id: run,
        tags: [{ key: 'team', value: 'a' }],
      },
      data: { params: [{ key: 'C', value: '1.0' }] },
    };
    expect(created).toEqual({ status: 200, body: { model } });

    const models = [{ model_id: id, step: 0 }];
    expect(await ask('POST', 'runs/outputs', { run_id: run, models })).toEqual({ status: 200, body: {} });
    const url = `/api/2.0/mlflow-artifacts/artifacts/${artifacts}/MLmodel`;
    expect((await at.app.inject({ method: 'PUT', url, payload: 'flavors: {}' })).statusCode).toBe(200);
    const ready = { ...model, info: { ...model.info, status: 'LOGGED_MODEL_READY' } };
    const finalized = await ask('PATCH', `logged-models/${id}`, {
      model_id: id,
      status: 'LOGGED_MODEL_READY',
    });
    expect(finalized.body).toEqual({ model: ready });

    const measured = { key: 'acc', value: 0.9, timestamp: 5, step: 1, model_id: id };
    const on = { dataset_name: 'rows', dataset_digest: 'd1' };
    await ask('POST', 'runs/log-metric', { run_id: run, run_uuid: run, ...measured, ...on });
    const inBatch = { key: 'f1', value: 'NaN', timestamp: 6, step: 2, model_id: id, run_id: run };
    await ask('POST', 'runs/log-batch', { run_id: run, metrics: [inBatch] });
    const { body } = await ask('GET', `/ajax-api/2.0/mlflow/logged-models/${id}`);
    expect(body.model.data.metrics).toEqual([{ ...measured, ...on, run_id: run }, inBatch]);

    const { inputs, outputs, data } = (await ask('GET', `runs/get?run_id=${run}`)).body.run;
    expect({ inputs, outputs }).toEqual({ inputs: {}, outputs: { model_outputs: models } });
    expect(data.metrics).toMatchObject([
      { key: 'acc', value: 0.9 },
      { key: 'f1', value: 'NaN' },
    ]);
    const list = await ask(
      'GET',
      `/api/2.0/mlflow-artifacts/artifacts?path=${encodeURIComponent(artifacts)}`,
    );
    expect(list.body.files).toEqual([{ path: 'MLmodel', is_dir: false, file_size: 11 }]);
  });

  test('a run that read a model says so', async () => {
    const [run, id] = [await newRun(), await newModel()];
    await ask('POST', 'runs/log-inputs', { run_id: run, models: [{ model_id: id }] });
    const { inputs, outputs } = (await ask('GET', `runs/get?run_id=${run}`)).body.run;
    expect({ inputs, outputs }).toEqual({ inputs: { model_inputs: [{ model_id: id }] }, outputs: {} });
  });

  test('tags and parameters come and go, and a deleted model is shown where it is asked for', async () => {
    const id = await newModel();
    const tags = [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
      { key: 'b/c d', value: '' },
    ];
    expect(await ask('PATCH', `logged-models/${id}/tags`, { tags })).toEqual({ status: 200, body: {} });
    await ask('POST', `logged-models/${id}/params`, { model_id: id, params: [{ key: 'late', value: '1' }] });
    expect((await ask('DELETE', `logged-models/${id}/tags/b%2Fc%20d`)).status).toBe(200);
    expect((await ask('DELETE', `logged-models/${id}/tags/b`)).body).toEqual({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: `No tag with key 'b' found for model with ID '${id}'.`,
    });
    expect(await ask('DELETE', `logged-models/${id}`, { model_id: id })).toEqual({ status: 200, body: {} });
    expect((await ask('GET', `logged-models/${id}`)).body).toEqual({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: `Logged model with ID '${id}' not found.`,
    });
    const { model } = (await ask('GET', `logged-models/${id}?allow_deleted=true`)).body;
    expect([model.info.tags, model.data.params]).toEqual([
      [{ key: 'a', value: '2' }],
      [{ key: 'late', value: '1' }],
    ]);
  });

  test('a search pages, and its token is refused with another filter', async () => {
    const { experiment_id } = (await ask('POST', 'experiments/create', { name: 'paged' })).body;
    const names = ['a', 'b', 'c'];
    for (const name of names) await newModel({ experiment_id, name });
    const order_by = [{ field_name: 'name', ascending: true }];
    const found: string[] = [];
    let page_token: string | undefined;
    do {
      const query = { experiment_ids: [experiment_id], order_by, max_results: 2, page_token };
      const { body } = await ask('POST', 'logged-models/search', query);
      found.push(...body.models.map(({ info }: { info: { name: string } }) => info.name));
      page_token = body.next_page_token;
      if (page_token) {
        const other = await ask('POST', 'logged-models/search', {
          ...query,
          page_token,
          filter: "name = 'a'",
        });
        expect([other.status, other.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
      }
    } while (page_token);
    expect(found).toEqual(names);
    const nothing = { experiment_ids: [experiment_id], filter: "name = 'z'" };
    expect(await ask('POST', 'logged-models/search', nothing)).toEqual({ status: 200, body: {} });
  });

  const searched = { experiment_ids: ['0'] };
  test.each<[string, Method, string, object, number, string, RegExp]>([
    [
      'no experiment',
      'POST',
      'logged-models',
      {},
      400,
      'INVALID_PARAMETER_VALUE',
      /^Missing value for required parameter 'experiment_id'/,
    ],
    [
      'an unknown experiment',
      'POST',
      'logged-models',
      { experiment_id: '99' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      /^No Experiment with id=99 exists$/,
    ],
    [
      'an experiment by name',
      'POST',
      'logged-models',
      { experiment_id: 'x' },
      400,
      'INVALID_PARAMETER_VALUE',
      /^Invalid experiment ID 'x'\. Experiment ID must be a valid integer\.$/,
    ],
    [
      'a name with a slash',
      'POST',
      'logged-models',
      { experiment_id: '0', name: 'a/b' },
      400,
      'INVALID_PARAMETER_VALUE',
      /^Invalid model name \('a\/b'\) provided\./,
    ],
    [
      'a parameter with two values',
      'POST',
      'logged-models',
      {
        experiment_id: '0',
        params: [
          { key: 'k', value: '1' },
          { key: 'k', value: '2' },
        ],
      },
      400,
      'INVALID_PARAMETER_VALUE',
      /^Duplicate parameter keys/,
    ],
    [
      'an unknown model',
      'PATCH',
      `logged-models/${unknown}`,
      { status: 'LOGGED_MODEL_READY' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      /^Logged model with ID 'm-0{32}' not found\.$/,
    ],
    [
      'a status that is none',
      'PATCH',
      `logged-models/${unknown}`,
      { status: 'DONE' },
      400,
      'INVALID_PARAMETER_VALUE',
      /^Invalid value "DONE" for parameter 'status'/,
    ],
    ['a model with a NUL', 'GET', 'logged-models/a%00b', {}, 404, 'RESOURCE_DOES_NOT_EXIST', /not found/],
    [
      'outputs of no run',
      'POST',
      'runs/outputs',
      { run_id: 'nope', models: [{ model_id: unknown }] },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      /^Run with id=nope not found$/,
    ],
    [
      'no models',
      'POST',
      'runs/outputs',
      { run_id: 'nope' },
      400,
      'INVALID_PARAMETER_VALUE',
      /^Missing value for required parameter 'models'/,
    ],
    [
      'half a dataset',
      'POST',
      'runs/log-metric',
      { run_id: 'r', key: 'k', value: 1, timestamp: 1, dataset_name: 'd' },
      400,
      'INVALID_PARAMETER_VALUE',
      /^Both dataset_name and dataset_digest/,
    ],
    [
      'a search of nothing',
      'POST',
      'logged-models/search',
      {},
      400,
      'INVALID_PARAMETER_VALUE',
      /^Missing value for required parameter 'experiment_ids'/,
    ],
    [
      'a dataset without a name',
      'POST',
      'logged-models/search',
      { ...searched, datasets: [{ dataset_digest: 'd' }] },
      400,
      'INVALID_PARAMETER_VALUE',
      /^`dataset_name` in the `datasets` clause must be specified\.$/,
    ],
    [
      'an order by a parameter',
      'POST',
      'logged-models/search',
      { ...searched, order_by: [{ field_name: 'params.C' }] },
      400,
      'INVALID_PARAMETER_VALUE',
      /Only metrics are supported\.$/,
    ],
    [
      'SQL in a filter',
      'POST',
      'logged-models/search',
      { ...searched, filter: "name = 'a'; drop table run" },
      400,
      'INVALID_PARAMETER_VALUE',
      /^Invalid filter string: /,
    ],
    [
      'a page token of its own',
      'POST',
      'logged-models/search',
      { ...searched, page_token: 'garbage' },
      400,
      'INVALID_PARAMETER_VALUE',
      /page token/,
    ],
    [
      'a page of −1',
      'POST',
      'logged-models/search',
      { ...searched, max_results: -1 },
      400,
      'INVALID_PARAMETER_VALUE',
      /1 to 1000/,
    ],
  ])('%s is refused in MLflow’s shape', async (_, method, path, payload, status, error_code, message) => {
    const asked = await ask(method, path, method === 'GET' ? undefined : payload);
    expect(asked).toEqual({ status, body: { error_code, message: expect.stringMatching(message) } });
  });
});
