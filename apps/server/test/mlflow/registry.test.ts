import { testStores } from '@verdict/db/testing';
import { registerVersion } from '@verdict/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from '../record/record-app.ts';
import { reviewsCsv, smallModelFile } from '../small-models.ts';

const base = '/api/2.0/mlflow';
const actor = { name: 'ada', requestId: null };

describe.each(testStores())('MLflow’s registry on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  const ask = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    fields: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) => {
    const reply = await at.app.inject({
      method,
      url: `${base}/${path}`,
      headers,
      ...(method === 'GET' ? { query: fields as Record<string, string> } : { payload: fields }),
    });
    return { status: reply.statusCode, body: reply.json() };
  };
  const post = (path: string, fields: Record<string, unknown>) => ask('POST', path, fields);
  const refusal = (status: number, code: string, message: string) => ({
    status,
    body: { error_code: code, message },
  });

  const created = async (name: string, versions = 1): Promise<void> => {
    expect((await post('registered-models/create', { name })).status).toBe(200);
    for (let made = 0; made < versions; made++) {
      expect((await post('model-versions/create', { name, source: 's3://bucket/m' })).status).toBe(200);
    }
  };

  describe('models', () => {
    test('are told as MLflow tells them, empty fields left out', async () => {
      expect(await post('registered-models/create', { name: 'plain one' })).toEqual({
        status: 200,
        body: {
          registered_model: {
            name: 'plain one',
            creation_timestamp: expect.any(Number),
            last_updated_timestamp: expect.any(Number),
          },
        },
      });
      const tags = [{ key: 'b', value: '2' }, { key: 'a' }];
      const { body } = await post('registered-models/create', { name: 'full', description: 'd', tags });
      expect(body.registered_model).toMatchObject({
        description: 'd',
        tags: [
          { key: 'a', value: '' },
          { key: 'b', value: '2' },
        ],
      });
    });

    test.each([
      ['a/b', "Invalid model name 'a/b'. Names cannot contain '/' or ':'."],
      [' ', "Missing value for required parameter 'name'."],
      [
        '..',
        "Invalid value \"..\" for parameter 'name' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '..'",
      ],
    ])('named %j are refused in MLflow’s words', async (name, message) => {
      expect(await post('registered-models/create', { name })).toEqual(
        refusal(400, 'INVALID_PARAMETER_VALUE', message),
      );
    });

    test('that are there or not there are refused in MLflow’s words', async () => {
      await created('twice', 0);
      expect(await post('registered-models/create', { name: 'twice' })).toEqual(
        refusal(400, 'RESOURCE_ALREADY_EXISTS', 'Registered Model (name=twice) already exists.'),
      );
      expect(await ask('GET', 'registered-models/get', { name: 'nobody' })).toEqual(
        refusal(404, 'RESOURCE_DOES_NOT_EXIST', 'Registered Model with name=nobody not found'),
      );
      expect(await ask('GET', 'model-versions/get', { name: 'nobody', version: '1' })).toEqual(
        refusal(404, 'RESOURCE_DOES_NOT_EXIST', 'Model Version (name=nobody, version=1) not found'),
      );
      expect(await ask('GET', 'model-versions/get', { name: 'twice', version: 'x' })).toEqual(
        refusal(400, 'INVALID_PARAMETER_VALUE', "Parameter 'version' must be an integer, got 'x'."),
      );
    });

    test('and prompts do not take one another’s names', async () => {
      const tags = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
      await created('a name', 0);
      const { body } = await post('registered-models/create', { name: 'a name', tags });
      expect(body).toEqual({
        error_code: 'RESOURCE_ALREADY_EXISTS',
        message:
          "Tried to create a prompt with name 'a name', but the name is already taken by a registered model. MLflow does not allow creating a model and a prompt with the same name.",
      });
    });

    test('are renamed, tagged, described and deleted with their versions', async () => {
      await created('old name');
      await created('in the way', 0);
      expect(await post('registered-models/rename', { name: 'old name', new_name: 'in the way' })).toEqual(
        refusal(400, 'RESOURCE_ALREADY_EXISTS', 'Registered Model (name=in the way) already exists.'),
      );
      const renamed = await post('registered-models/rename', { name: 'old name', new_name: 'new name' });
      expect(renamed.body.registered_model).toMatchObject({
        name: 'new name',
        latest_versions: [{ name: 'new name', version: '1' }],
      });
      const name = 'new name';
      await post('registered-models/set-tag', { name, key: 'k', value: 'v' });
      await ask('PATCH', 'registered-models/update', { name, description: 'hm' });
      expect((await ask('GET', 'registered-models/get', { name })).body.registered_model).toMatchObject({
        description: 'hm',
        tags: [{ key: 'k', value: 'v' }],
      });
      for (let time = 0; time < 2; time++) {
        expect(await ask('DELETE', 'registered-models/delete-tag', { name, key: 'k' })).toEqual({
          status: 200,
          body: {},
        });
      }
      expect(await ask('DELETE', 'registered-models/delete', { name })).toEqual({ status: 200, body: {} });
      expect((await ask('GET', 'registered-models/get', { name })).status).toBe(404);
    });

    test('with free names are had through our own API too', async () => {
      await created('größer & freier @1');
      const { models } = at.client;
      expect(await models.get('größer & freier @1')).toMatchObject({ versions: 1, latest: { version: 1 } });
      expect((await models.version('größer & freier @1', 1)).format).toBe('other');
    });
  });

  describe('versions', () => {
    test('say what their client said, and where their files are', async () => {
      await created('v', 0);
      const { body } = await post('model-versions/create', {
        name: 'v',
        source: 's3://bucket/m',
        run_id: 'elsewhere',
        run_link: 'https://x',
        tags: [{ key: 'a', value: 'b' }],
      });
      expect(body.model_version).toEqual({
        name: 'v',
        version: '1',
        creation_timestamp: expect.any(Number),
        last_updated_timestamp: expect.any(Number),
        current_stage: 'None',
        description: '',
        source: 's3://bucket/m',
        run_id: 'elsewhere',
        status: 'READY',
        run_link: 'https://x',
        tags: [{ key: 'a', value: 'b' }],
      });
      const copy = await post('model-versions/create', { name: 'v', source: 'models:/v/1' });
      expect(copy.body.model_version).toMatchObject({ source: 'models:/v/1', run_id: 'elsewhere' });
      await ask('DELETE', 'model-versions/delete', { name: 'v', version: '1' });
      const uri = await ask('GET', 'model-versions/get-download-uri', { name: 'v', version: '2' });
      expect(uri.body).toEqual({ artifact_uri: 's3://bucket/m' });
    });

    test.each([
      ['/etc/passwd', 'To use a local path as a model version source'],
      ['file:///etc', 'To use a local path as a model version source'],
      ['mlflow-artifacts:/0/nobody/artifacts/m', 'The run_id request parameter must identify'],
      ['mlflow-artifacts:/0/a/../../b', 'Please provide an absolute path.'],
      ['s3://b/%252e%252e/x', 'Please provide an absolute path.'],
      ['runs:/nobody/model', 'The run_id request parameter must identify'],
      ['models:/m-1', 'The model_id request parameter must identify'],
      ['models:/', 'Invalid model version source'],
      ['models://host/v/1', 'must use the active model registry'],
    ])('refuse the source %s', async (source, words) => {
      await post('registered-models/create', { name: 'sources' });
      const { status, body } = await post('model-versions/create', { name: 'sources', source });
      expect([status, body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
      expect(body.message).toContain(words);
    });

    test('are taken of a run’s own artifacts', async () => {
      const run = await at.client.runs.create({ name: 'of a model' });
      const source = `mlflow-artifacts:/0/${run.id}/artifacts/model`;
      await created('of a run', 0);
      const made = await post('model-versions/create', { name: 'of a run', source, run_id: run.id });
      expect(made.body.model_version).toMatchObject({ source, run_id: run.id });
      expect((await at.client.models.version('of a run', 1)).run_id).toBe(run.id);
    });

    test('move between stages', async () => {
      await created('staged', 2);
      const move = (version: string, stage: string, archive = false) =>
        post('model-versions/transition-stage', {
          name: 'staged',
          version,
          stage,
          archive_existing_versions: archive,
        });
      expect((await move('1', 'production')).body.model_version.current_stage).toBe('Production');
      expect((await move('2', 'Production', true)).status).toBe(200);
      expect(await move('2', 'Foo')).toEqual(
        refusal(
          400,
          'INVALID_PARAMETER_VALUE',
          'Invalid Model Version stage: Foo. Value must be one of None, Staging, Production, Archived.',
        ),
      );
      expect((await move('2', 'Archived', true)).status).toBe(400);
      for (const ask_ of [
        () => post('registered-models/get-latest-versions', { name: 'staged', stages: ['archived'] }),
        () => ask('GET', 'registered-models/get-latest-versions', { name: 'staged', stages: 'Archived' }),
      ]) {
        const { body } = await ask_();
        expect(body.model_versions.map((each: { version: string }) => each.version)).toEqual(['1']);
      }
    });
  });

  describe('aliases', () => {
    test('of models that cannot serve are labels, champion among them', async () => {
      await created('labels', 2);
      for (const alias of ['champion', '2024']) {
        expect(await post('registered-models/alias', { name: 'labels', alias, version: '1' })).toEqual({
          status: 200,
          body: {},
        });
      }
      const found = await ask('GET', 'registered-models/alias', { name: 'labels', alias: '2024' });
      expect(found.body.model_version).toMatchObject({ version: '1', aliases: ['2024', 'champion'] });
      const latest = await ask('GET', 'registered-models/alias', { name: 'labels', alias: 'latest' });
      expect(latest.body.model_version.version).toBe('2');
      const { body } = await ask('GET', 'registered-models/get', { name: 'labels' });
      expect(body.registered_model.aliases).toEqual([
        { alias: '2024', version: '1' },
        { alias: 'champion', version: '1' },
      ]);
      expect(await ask('GET', 'registered-models/alias', { name: 'labels', alias: 'no' })).toEqual(
        refusal(400, 'INVALID_PARAMETER_VALUE', 'Registered model alias no not found.'),
      );
      expect((await ask('DELETE', 'model-versions/delete', { name: 'labels', version: '1' })).status).toBe(
        200,
      );
      expect(
        (await ask('GET', 'registered-models/get', { name: 'labels' })).body.registered_model.aliases,
      ).toBeUndefined();
    });

    test.each([
      ['latest', "'latest' alias name (case insensitive) is reserved."],
      ['v1', "Version alias name 'v1' is reserved."],
      [
        'a.b',
        "Invalid alias name: 'a.b'. Names may only contain alphanumerics, underscores (_), and dashes (-).",
      ],
    ])('are never %s', async (alias, message) => {
      expect(await post('registered-models/alias', { name: 'labels', alias, version: '2' })).toEqual(
        refusal(400, 'INVALID_PARAMETER_VALUE', message),
      );
    });
  });

  describe('searches', () => {
    test('page with tokens of their own, and refuse forged ones and filters that break out', async () => {
      for (const name of ['x1', 'x2', 'x3']) await created(name);
      const filter = "name LIKE 'x_'";
      const first = await ask('GET', 'registered-models/search', { filter, max_results: '2' });
      expect(first.body.registered_models.map((each: { name: string }) => each.name)).toEqual(['x1', 'x2']);
      const page_token = first.body.next_page_token;
      const second = await ask('GET', 'registered-models/search', { filter, max_results: '2', page_token });
      expect(second.body.registered_models).toMatchObject([
        { name: 'x3', latest_versions: [{ version: '1' }] },
      ]);
      expect(second.body.next_page_token).toBeUndefined();
      expect(await ask('GET', 'registered-models/search', { filter: "name = 'nobody'" })).toEqual({
        status: 200,
        body: {},
      });
      const versions = await ask('GET', 'model-versions/search', { filter: "name = 'x1'" });
      expect(versions.body.model_versions).toMatchObject([{ name: 'x1', version: '1' }]);
      for (const fields of [
        { page_token: 'forged' },
        { page_token, filter: '' },
        { filter: "name = 'x'; drop table model" },
        { filter: "name = 'x' OR 1 = 1" },
        { order_by: 'name; drop table model' },
        { max_results: '0' },
        { max_results: '1001' },
      ]) {
        const { status, body } = await ask('GET', 'registered-models/search', fields);
        expect([status, body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
      }
      expect((await ask('GET', 'model-versions/search', { max_results: '200001' })).status).toBe(400);
      expect((await ask('GET', 'model-versions/search', { max_results: '200000' })).status).toBe(200);
    });
  });

  describe('what serves', () => {
    const name = 'reviews';
    const serving = () => at.client.models.get(name).then(({ aliases }) => aliases.champion ?? null);
    const champion = (version: number) =>
      post('registered-models/alias', { name, alias: 'champion', version: String(version) });

    beforeAll(async () => {
      const { datasets, models, runs } = at.client;
      await datasets.add(name, reviewsCsv(96), { filename: 'reviews.csv' });
      // Its rows are known to have been held out, so that the judge can be asked without any.
      const good = await runs.create({ name: 'good' });
      await runs.log(good.id, {
        inputs: [{ dataset: `${name}@1`, context: 'testing' }],
      });
      await models.register(name, await smallModelFile('nb-logreg'), { run_id: good.id });
      await models.register(name, await smallModelFile('logreg'));
    }, 60_000);

    test('is listed and downloaded like any other version', async () => {
      const { body } = await ask('GET', 'model-versions/get', { name, version: '1' });
      expect(body.model_version).toMatchObject({
        status: 'READY',
        source: 'mlflow-artifacts:/registry/reviews/1',
      });
      expect((await ask('GET', 'model-versions/get-download-uri', { name, version: '1' })).body).toEqual({
        artifact_uri: 'mlflow-artifacts:/registry/reviews/1',
      });
    });

    test('keeps its name', async () => {
      const { status, body } = await post('registered-models/rename', { name, new_name: 'another' });
      expect([status, body.error_code]).toEqual([409, 'RESOURCE_CONFLICT']);
    });

    test('is decided by the judge: refused with its reasons, and promoted', async () => {
      await at.client.models.update(name, { policy: { minRows: 1000 } });
      const refused = await champion(1);
      expect([refused.status, refused.body.error_code]).toEqual([409, 'RESOURCE_CONFLICT']);
      expect(refused.body.message).toMatch(/^The judge refuses reviews@1 as champion: .*1,?000/);
      expect(await serving()).toBeNull();

      await at.client.models.update(name, { policy: { minRows: 10 } });
      expect(await champion(1)).toEqual({ status: 200, body: {} });
      expect(await serving()).toBe(1);
      expect(
        (await at.client.predict({ text: 'A warm film, I liked it.', model: name })).model,
      ).toMatchObject({
        name,
        version: 1,
      });
      expect(await champion(1)).toEqual({ status: 200, body: {} });
    }, 60_000);

    test('is no version in another form, nor one that there are no rows to judge on', async () => {
      const { version } = await registerVersion(at.ledger, actor, {
        model: name,
        runId: null,
        blob: null,
        format: 'other',
        facts: null,
        source: 's3://bucket/m',
      });
      const form = await champion(version.version);
      expect([form.status, form.body.error_code]).toEqual([409, 'RESOURCE_CONFLICT']);
      expect(form.body.message).toContain('no .verdict model file');
      const rows = await champion(2);
      expect([rows.status, rows.body.error_code]).toEqual([409, 'RESOURCE_CONFLICT']);
      expect(rows.body.message).toContain('verdict models promote reviews@2 --on');
      expect(await serving()).toBe(1);
    });

    test('is not taken away behind its back', async () => {
      const asked = [
        ask('DELETE', 'registered-models/alias', { name, alias: 'champion' }),
        ask('DELETE', 'model-versions/delete', { name, version: '1' }),
        ask('DELETE', 'registered-models/delete', { name }),
      ];
      for (const { status, body } of await Promise.all(asked)) {
        expect([status, body.error_code]).toEqual([409, 'RESOURCE_CONFLICT']);
      }
      await post('model-versions/transition-stage', { name, version: '1', stage: 'Archived' });
      expect(await serving()).toBe(1);
    });
  });
});
