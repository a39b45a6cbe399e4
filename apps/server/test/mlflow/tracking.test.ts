import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from '../record/record-app.ts';

describe.each(testStores())('tracking by MLflow’s API on $name', (store) => {
  let at: RecordApp;
  let experiment: string;
  beforeAll(async () => {
    at = await recordApp(store);
    experiment = (await ask('POST', 'experiments/create', { name: 'tracked' })).body.experiment_id;
  }, 180_000);
  afterAll(async () => {
    await at?.close();
    await store.close();
  });

  type Method = 'GET' | 'POST' | 'DELETE';
  async function ask(method: Method, path: string, said: Record<string, unknown> = {}) {
    const url = path.startsWith('/') ? path : `/api/2.0/mlflow/${path}`;
    const query = Object.entries(said).flatMap(([key, value]) =>
      [value].flat().map((one) => [key, String(one)]),
    );
    const reply = await at.app.inject(
      method === 'GET'
        ? { method, url: `${url}?${new URLSearchParams(query)}` }
        : { method, url, payload: said },
    );
    return { status: reply.statusCode, body: reply.json() };
  }
  const done = { status: 200, body: {} };
  const refused = (error_code: string, message: unknown, status = 400) => ({
    status,
    body: { error_code, message },
  });
  const newRun = async (wanted: object = {}): Promise<string> =>
    (await ask('POST', 'runs/create', { experiment_id: experiment, start_time: 1, ...wanted })).body.run.info
      .run_id;
  const getRun = async (run_id: string) => (await ask('GET', 'runs/get', { run_id })).body.run;

  test('an experiment from its creation to its end', async () => {
    const wanted = { name: 'films', artifact_location: 's3://there', tags: [{ key: 'team', value: 'a' }] };
    const { experiment_id: id } = (await ask('POST', 'experiments/create', wanted)).body;
    const made = {
      experiment_id: id,
      name: 'films',
      artifact_location: 's3://there',
      lifecycle_stage: 'active',
      creation_time: expect.any(Number),
      last_update_time: expect.any(Number),
      tags: [{ key: 'team', value: 'a' }],
    };
    const found = { status: 200, body: { experiment: made } };
    expect(await ask('GET', 'experiments/get', { experiment_id: id })).toEqual(found);
    expect(await ask('GET', '/ajax-api/2.0/mlflow/experiments/get', { experiment_id: id })).toEqual(found);
    expect(await ask('GET', 'experiments/get-by-name', { experiment_name: 'films' })).toEqual(found);
    expect(await ask('POST', 'experiments/create', { name: 'films' })).toEqual(
      refused('RESOURCE_ALREADY_EXISTS', expect.stringMatching(/^Experiment\(name=films\) already exists\./)),
    );
    const tag = { experiment_id: id, key: 'owner', value: 'b' };
    expect(await ask('POST', 'experiments/set-experiment-tag', tag)).toEqual(done);
    expect(
      await ask('POST', 'experiments/delete-experiment-tag', { experiment_id: id, key: 'team' }),
    ).toEqual(done);
    expect(
      await ask('POST', 'experiments/delete-experiment-tag', { experiment_id: id, key: 'team' }),
    ).toEqual(refused('RESOURCE_DOES_NOT_EXIST', `No tag with name: team in experiment with id ${id}`, 404));
    expect(await ask('POST', 'experiments/update', { experiment_id: id, new_name: 'cinema' })).toEqual(done);
    expect(await ask('POST', 'experiments/delete', { experiment_id: id })).toEqual(done);
    const unknown = refused('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${id} exists`, 404);
    expect(await ask('POST', 'experiments/delete', { experiment_id: id })).toEqual(unknown);
    expect(await ask('POST', 'runs/create', { experiment_id: id })).toEqual(
      refused(
        'INVALID_PARAMETER_VALUE',
        `The experiment ${id} must be in the 'active' state. Current state is deleted.`,
      ),
    );
    expect(await ask('POST', 'experiments/update', { experiment_id: id, new_name: 'x' })).toEqual(
      refused('INVALID_PARAMETER_VALUE', 'Cannot rename a non-active experiment.'),
    );
    const search = { filter: "name = 'cinema'", view_type: 'DELETED_ONLY', max_results: 5 };
    const listed = (await ask('POST', 'experiments/search', search)).body.experiments;
    expect(listed).toEqual([
      { ...made, name: 'cinema', lifecycle_stage: 'deleted', tags: [{ key: 'owner', value: 'b' }] },
    ]);
    expect((await ask('GET', 'experiments/search', search)).body.experiments).toEqual(listed);
    expect(await ask('POST', 'experiments/restore', { experiment_id: id })).toEqual(done);
    expect(await ask('POST', 'experiments/restore', { experiment_id: id })).toEqual(unknown);
    expect(await ask('GET', 'experiments/get', { experiment_id: 'abc' })).toEqual(
      refused(
        'INVALID_PARAMETER_VALUE',
        "Invalid experiment ID 'abc'. Experiment ID must be a valid integer.",
      ),
    );
  });

  test('a run from its creation to its end', async () => {
    const created = await ask('POST', 'runs/create', {
      experiment_id: experiment,
      user_id: 'ada',
      start_time: '5',
      run_name: 'first',
      tags: [
        { key: 'mlflow.runName', value: 'first' },
        { key: 'k', value: 'v' },
      ],
    });
    const { run_id } = created.body.run.info;
    const info = {
      run_id,
      run_uuid: run_id,
      run_name: 'first',
      experiment_id: experiment,
      user_id: 'ada',
      status: 'RUNNING',
      start_time: 5,
      artifact_uri: `mlflow-artifacts:/${experiment}/${run_id}/artifacts`,
      lifecycle_stage: 'active',
    };
    const tags = [
      { key: 'k', value: 'v' },
      { key: 'mlflow.runName', value: 'first' },
    ];
    const run = { info, data: { tags }, inputs: {}, outputs: {} };
    expect(created).toEqual({ status: 200, body: { run } });
    expect(await ask('GET', 'runs/get', { run_uuid: run_id })).toEqual({ status: 200, body: { run } });
    const ended = { run_id, status: 'FINISHED', end_time: 9, run_name: 'second' };
    const after = { ...info, status: 'FINISHED', end_time: 9, run_name: 'second' };
    expect(await ask('POST', 'runs/update', ended)).toEqual({ status: 200, body: { run_info: after } });
    expect(await ask('POST', 'runs/set-tag', { run_id, key: 'mlflow.runName', value: 'third' })).toEqual(
      done,
    );
    expect((await getRun(run_id)).info.run_name).toBe('third');
    expect(await ask('POST', 'runs/delete', { run_id })).toEqual(done);
    expect((await getRun(run_id)).info.lifecycle_stage).toBe('deleted');
    expect(await ask('POST', 'runs/log-parameter', { run_id, key: 'a', value: 'b' })).toEqual(
      refused(
        'INVALID_PARAMETER_VALUE',
        `The run ${run_id} must be in the 'active' state. Current state is deleted.`,
      ),
    );
    expect(await ask('POST', 'runs/restore', { run_id })).toEqual(done);
    expect(await ask('GET', 'runs/get', { run_id: 'nowhere' })).toEqual(
      refused('RESOURCE_DOES_NOT_EXIST', 'Run with id=nowhere not found', 404),
    );
    expect(
      await ask('POST', 'runs/create', { run_name: 'a', tags: [{ key: 'mlflow.runName', value: 'b' }] }),
    ).toEqual(refused('INVALID_PARAMETER_VALUE', expect.stringMatching(/^Both 'run_name' argument and/)));
  });

  test('what is logged comes back, one by one and by the batch', async () => {
    const run_id = await newRun();
    const metric = { run_id, key: 'loss', value: 0.5, timestamp: 1 };
    for (const [path, said] of [
      ['log-metric', metric],
      ['log-metric', { ...metric, value: 'NaN', step: 3 }],
      ['log-metric', { ...metric, value: '-Infinity', step: '2', key: 'low' }],
      ['log-parameter', { run_id, key: 'lr', value: '1' }],
      ['log-parameter', { run_id, key: 'lr', value: '1' }],
      ['set-tag', { run_id, key: 't', value: '1' }],
      ['set-tag', { run_id, key: 't' }],
      [
        'log-batch',
        {
          run_id,
          metrics: [{ key: 'acc', value: 1, timestamp: 7, step: -1, foo: 'unknown' }],
          params: [{ key: 'long', value: 'x'.repeat(6001) }],
          tags: [{ key: 'gone', value: 'x' }],
        },
      ],
      ['delete-tag', { run_id, key: 'gone' }],
    ] as const) {
      expect([path, await ask('POST', `runs/${path}`, said)]).toEqual([path, done]);
    }
    expect((await getRun(run_id)).data).toEqual({
      metrics: [
        { key: 'acc', value: 1, timestamp: 7, step: -1 },
        { key: 'loss', value: 'NaN', timestamp: 1, step: 3 },
        { key: 'low', value: '-Infinity', timestamp: 1, step: 2 },
      ],
      params: [
        { key: 'long', value: 'x'.repeat(6000) },
        { key: 'lr', value: '1' },
      ],
      tags: [
        { key: 't', value: '' },
        { key: 'mlflow.runName', value: `run-${run_id.slice(0, 8)}` },
      ],
    });
    expect(await ask('POST', 'runs/delete-tag', { run_id, key: 'gone' })).toEqual(
      refused('RESOURCE_DOES_NOT_EXIST', `No tag with name: gone in run with id ${run_id}`, 404),
    );
  });

  test('a parameter keeps its value, and nothing of a batch that would change it stays', async () => {
    const run_id = await newRun();
    await ask('POST', 'runs/log-parameter', { run_id, key: 'k', value: 'a' });
    expect(await ask('POST', 'runs/log-parameter', { run_id, key: 'k', value: 'b' })).toEqual(
      refused(
        'INVALID_PARAMETER_VALUE',
        `Changing param values is not allowed. Param with key='k' was already logged with value='a' for run ID='${run_id}'. Attempted logging new value 'b'.`,
      ),
    );
    const batch = {
      run_id,
      metrics: [{ key: 'm', value: 1, timestamp: 1 }],
      params: [
        { key: 'new', value: '1' },
        { key: 'k', value: 'b' },
      ],
      tags: [{ key: 't', value: '1' }],
    };
    expect(await ask('POST', 'runs/log-batch', batch)).toEqual(
      refused(
        'INVALID_PARAMETER_VALUE',
        `Changing param values is not allowed. Params were already logged='[{'key': 'k', 'old_value': 'a', 'new_value': 'b'}]' for run ID='${run_id}'.`,
      ),
    );
    const { data } = await getRun(run_id);
    expect(data).toEqual({ params: [{ key: 'k', value: 'a' }], tags: [expect.anything()] });
  });

  test('of two clients that log one parameter differently at once, one is refused', async () => {
    const run_id = await newRun();
    const log = (value: string) =>
      ask('POST', 'runs/log-batch', {
        run_id,
        params: [
          { key: 'k', value },
          { key: `of ${value}`, value },
        ],
      });
    const replies = await Promise.all(['a', 'b', 'c', 'd'].map(log));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    const kept = (await getRun(run_id)).data.params;
    expect(kept).toHaveLength(2);
    expect(kept[1].key).toBe(`of ${kept[0].value}`);
  });

  test('a batch too large is refused before anything of it is logged', async () => {
    const run_id = await newRun();
    const metrics = Array.from({ length: 2000 }, (_, at) => ({ key: `m${at}`, value: 1, timestamp: 1 }));
    expect(await ask('POST', 'runs/log-batch', { run_id, metrics })).toEqual(
      refused(
        'INVALID_PARAMETER_VALUE',
        'A batch logging request can contain at most 1000 metrics. Got 2000 metrics. Please split up metrics across multiple requests and try again.',
      ),
    );
    expect((await getRun(run_id)).data.metrics).toBeUndefined();
  });

  test('data that was read, and the models of older clients', async () => {
    const run_id = await newRun();
    const dataset = {
      name: 'train',
      digest: 'd',
      source_type: 'local',
      source: '{}',
      schema: '{}',
      profile: '{}',
    };
    const tags = [{ key: 'mlflow.data.context', value: 'training' }];
    expect(await ask('POST', 'runs/log-inputs', { run_id, datasets: [{ tags, dataset }] })).toEqual(done);
    expect((await getRun(run_id)).inputs).toEqual({ dataset_inputs: [{ tags, dataset }] });
    const model = { run_id, artifact_path: 'model', utc_time_created: 'now', flavors: {} };
    const log = { run_id, model_json: JSON.stringify(model) };
    await Promise.all([ask('POST', 'runs/log-model', log), ask('POST', 'runs/log-model', log)]);
    const history = (await getRun(run_id)).data.tags[0];
    expect(history.key).toBe('mlflow.log-model.history');
    expect(JSON.parse(history.value)).toEqual([model, model]);
    const summaries = await ask('POST', 'experiments/search-datasets', { experiment_ids: [experiment] });
    const summary = { experiment_id: experiment, name: 'train', digest: 'd', context: 'training' };
    expect(summaries.body).toEqual({ dataset_summaries: [summary] });
  });

  test('data with more tags than anybody reads is refused, and none of it stays', async () => {
    const run_id = await newRun();
    const tags = Array.from({ length: 101 }, (_, at) => ({ key: `tag-${at}`, value: 'x' }));
    const datasets = [{ tags, dataset: { name: 'reviews', digest: 'd1' } }];
    expect(await ask('POST', 'runs/log-inputs', { run_id, datasets })).toEqual(
      refused('INVALID_PARAMETER_VALUE', expect.stringContaining('at most 100 tags of one input')),
    );
    expect((await getRun(run_id)).inputs).toEqual({});
  });

  test('what was sent is repeated in a refusal, and never at length', async () => {
    const { status, body } = await ask('POST', 'runs/delete', { run_id: 'x'.repeat(100_000) });
    expect([status, body.error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST']);
    expect(body.message).toMatch(/^Run with id=xxx.*…$/);
    expect(body.message).toHaveLength(10_001);
  });

  test('runs are searched, paged and ordered', async () => {
    const { experiment_id } = (await ask('POST', 'experiments/create', { name: 'searched' })).body;
    for (const [at, m] of [0.5, 'NaN', 0.9, null].entries()) {
      const run_id = await newRun({ experiment_id, start_time: at, run_name: `run ${at}` });
      if (m !== null) await ask('POST', 'runs/log-metric', { run_id, key: 'm', value: m, timestamp: 0 });
      if (at === 3) await ask('POST', 'runs/delete', { run_id });
    }
    const names = async (wanted: object) => {
      const asked = { experiment_ids: [experiment_id], ...wanted };
      const { body } = await ask('POST', 'runs/search', asked);
      const found = (body.runs ?? []).map((run: { info: { run_name: string } }) => run.info.run_name);
      return { found, next: body.next_page_token };
    };
    const found = async (wanted: object) => (await names(wanted)).found;
    expect(await found({})).toEqual(['run 2', 'run 1', 'run 0']);
    expect(await found({ filter: 'metrics.m > 0.4' })).toEqual(['run 2', 'run 0']);
    expect(await found({ filter: "tags.mlflow.runName = 'run 1'" })).toEqual(['run 1']);
    expect(await found({ filter: 'params.p IS NULL', max_results: 1 })).toEqual(['run 2']);
    expect(await found({ filter: "artifact_uri LIKE '%/artifacts' and status = 'RUNNING'" })).toHaveLength(3);
    expect(await found({ run_view_type: 'ALL', order_by: ['metrics.m ASC'] })).toEqual([
      'run 0',
      'run 2',
      'run 1',
      'run 3',
    ]);
    expect(await found({ run_view_type: 2 })).toEqual(['run 3']);
    const first = await names({ max_results: 2 });
    expect(await found({ max_results: 2, page_token: first.next })).toEqual(['run 0']);
    expect(await ask('POST', 'runs/search', { experiment_ids: [] })).toEqual(done);
    expect(await ask('POST', 'runs/search')).toEqual(done);
    for (const [wanted, says] of [
      [{ page_token: 'eyJvZmZzZXQiOiAyfQ==' }, /^Invalid page token\./],
      [{ page_token: first.next, order_by: ['start_time'] }, /^Invalid page token\./],
      [{ max_results: 50_001 }, /max_results/],
      [{ max_results: 0 }, /It must be a positive integer/],
      [{ filter: "params.a = 'x' OR 1=1" }, /joined by AND/],
      [{ filter: "params.a = 'x'; drop table run" }, /AND or the end is wanted/],
    ] as const) {
      expect(await ask('POST', 'runs/search', { experiment_ids: [experiment_id], ...wanted })).toEqual(
        refused('INVALID_PARAMETER_VALUE', expect.stringMatching(says)),
      );
    }
  });

  test('histories of metrics, of one run and of several', async () => {
    const run_id = await newRun();
    const point = (step: number) => ({ key: 'm', value: step / 2, timestamp: step, step });
    const metrics = [0, 1, 2, 3, 4].map(point);
    await ask('POST', 'runs/log-batch', { run_id, metrics });
    const history = { run_id, metric_key: 'm' };
    expect((await ask('GET', 'metrics/get-history', history)).body).toEqual({ metrics });
    const first = (await ask('GET', 'metrics/get-history', { ...history, max_results: 3 })).body;
    expect(first.metrics).toEqual(metrics.slice(0, 3));
    const next = { ...history, max_results: 3, page_token: first.next_page_token };
    expect((await ask('GET', 'metrics/get-history', next)).body).toEqual({ metrics: metrics.slice(3) });
    expect(await ask('GET', 'metrics/get-history', { run_id: 'nowhere', metric_key: 'm' })).toEqual(done);
    const bulk = { run_id: [run_id, 'nowhere'], metric_key: 'm', max_results: 2 };
    expect((await ask('GET', '/ajax-api/2.0/mlflow/metrics/get-history-bulk', bulk)).body).toEqual({
      metrics: [0, 1].map((step) => ({ ...point(step), run_id })),
    });
    const interval = { run_ids: [run_id], metric_key: 'm', start_step: 1, end_step: 4, max_results: 2 };
    expect((await ask('GET', 'metrics/get-history-bulk-interval', interval)).body).toEqual({
      metrics: [1, 4].map((step) => ({ ...point(step), run_id })),
    });
    const { end_step: _, ...half } = interval;
    expect(await ask('GET', 'metrics/get-history-bulk-interval', half)).toEqual(
      refused(
        'INVALID_PARAMETER_VALUE',
        'If either start step or end step are specified, both must be specified.',
      ),
    );
  });

  test('a server tells what it is to whoever asks', async () => {
    expect((await ask('GET', '/api/3.0/mlflow/server-info')).body).toMatchObject({
      store_type: 'SqlStore',
      workspaces_enabled: false,
      multipart_uploads_enabled: false,
    });
  });
});
