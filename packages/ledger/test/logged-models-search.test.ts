import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createExperiment,
  createLoggedModel,
  createRun,
  deleteLoggedModel,
  finalizeLoggedModel,
  type LoggedModelOrder,
  type LoggedModelsQuery,
  logBatch,
  searchLoggedModels,
} from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('searching logged models on $name', (store) => {
  let ledger: TestLedger;
  let nowMs = 0;
  let experimentId: string;
  const ids: Record<string, string> = {};
  const runs: string[] = [];
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => nowMs });
    experimentId = (await createExperiment(ledger, by, { name: 'searched' })).id;
    for (let at = 0; at < 2; at++) {
      runs.push((await createRun(ledger, by, { experimentId, id: `r${at}` })).run.id);
    }
    const make = async (name: string, params: Record<string, string>, tags: Record<string, string> = {}) => {
      nowMs += 100;
      ids[name] = (
        await createLoggedModel(ledger, by, { experimentId, name, modelType: 'clf', params, tags })
      ).id;
    };
    await make('one', { lr: '0.1', 'a b': 'x' }, { team: 'films' });
    await make('two', { lr: '0.01' }, { team: 'Mail' });
    await make('three', {});
    await make('four', { lr: '0.1' });
    nowMs = 1000;
    await finalizeLoggedModel(ledger, by, ids.one, 'ready');
    await finalizeLoggedModel(ledger, by, ids.two, 'failed');
    const acc = (model: string, value: number, atMs: number, datasetName: string, datasetDigest = 'd') => ({
      key: 'acc',
      value,
      atMs,
      modelId: ids[model],
      datasetName,
      datasetDigest,
    });
    await logBatch(ledger, by, runs[0], {
      metrics: [acc('one', 0.9, 1, 'train'), acc('one', 0.7, 2, 'test'), acc('two', 0.8, 1, 'test', 'e')],
    });
    await logBatch(ledger, by, runs[1], { metrics: [acc('three', Number.NaN, 1, 'test')] });
    await deleteLoggedModel(
      ledger,
      by,
      (await createLoggedModel(ledger, by, { experimentId, name: 'deleted' })).id,
    );
    await createLoggedModel(ledger, by, { experimentId: '0', name: 'elsewhere' });
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const find = async (wanted: Partial<LoggedModelsQuery>): Promise<string[]> =>
    (await searchLoggedModels(ledger, { experimentIds: [experimentId], ...wanted })).items.map(
      ({ name }) => name,
    );

  test.each([
    ['', ['four', 'three', 'two', 'one']],
    ["name = 'one'", ['one']],
    ["name='one'", ['one']],
    ["attributes.name != 'one'", ['four', 'three', 'two']],
    ["name LIKE 't%'", ['three', 'two']],
    ["name ilike 'T%'", ['three', 'two']],
    ["name IN ('one', 'four')", ['four', 'one']],
    ["name NOT IN ('one',)", ['four', 'three', 'two']],
    ["model_type = 'clf' AND name = 'two'", ['two']],
    ["params.lr = '0.1'", ['four', 'one']],
    // As MLflow's own message has it.
    ['params.lr = 0.1', ['four', 'one']],
    ["params.lr != '0.1'", ['two']],
    ["params.`a b` = 'x'", ['one']],
    ["tags.team ILIKE 'mail'", ['two']],
    ["tags.nowhere != 'x'", []],
    ['metrics.acc > 0.75', ['two', 'one']],
    ['metrics.acc > 0.75 AND metrics.acc < 0.75', ['one']],
    ['metrics.acc >= -inf', ['two', 'one']],
    ["status = 'READY'", ['one']],
    ["status = 'LOGGED_MODEL_UPLOAD_FAILED'", ['two']],
    ["status IN ('pending', 'failed')", ['four', 'three', 'two']],
    ['creation_time > 250', ['four', 'three']],
    ['creation_timestamp_ms <= 100.5', ['one']],
    ['last_updated_timestamp >= 1000', ['two', 'one']],
    ["source_run_id = ''", ['four', 'three', 'two', 'one']],
    ["artifact_location LIKE 'mlflow-artifacts:/%/models/m-%/artifacts' AND name = 'two'", ['two']],
    ["lifecycle_stage = 'deleted'", []],
  ])('%s', async (filter, names) => {
    expect(await find({ filter })).toEqual(names);
  });

  test('an id finds its model', async () => {
    expect(await find({ filter: `model_id = '${ids.two}'` })).toEqual(['two']);
  });

  test.each([
    [
      "param.lr = '1'",
      /^Invalid entity type: 'param'\. Expected one of \['attributes', 'metrics', 'params', 'tags'\]\.$/,
    ],
    [
      "metrics.acc LIKE '1'",
      /^Invalid comparison operator for metrics\.acc: 'LIKE'\. Expected one of \('<', '<=', '>', '>=', '=', '!='\)\.$/,
    ],
    [
      "name > 'a'",
      /^Invalid comparison operator for attributes\.name: '>'\. Expected one of \('=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'\)\.$/,
    ],
    ["name = 'a' OR name = 'b'", /^Invalid filter string: "name.*joined by AND alone/],
    ["nope = 'x'", /model_id, experiment_id, name/],
    ["metrics.acc > '0.5'", /number without quotes/],
    ["name = 'a'; drop table logged_model", /AND or the end/],
    ["name = 'a' --", /AND or the end/],
    ["(name = 'a')", /without parentheses/],
    ['name', /is wanted/],
    ["name IN ('a'", /comma or \)/],
  ])('refuses %s', async (filter, message) => {
    await expect(find({ filter })).rejects.toMatchObject({
      code: 'FILTER_INVALID',
      message: expect.stringMatching(message),
    });
  });

  test.each<[LoggedModelOrder[], string[]]>([
    [[{ field: 'name' }], ['four', 'one', 'three', 'two']],
    [[{ field: 'name', ascending: false }], ['two', 'three', 'one', 'four']],
    [[{ field: 'creation_time' }], ['one', 'two', 'three', 'four']],
    [
      [{ field: 'last_updated_timestamp', ascending: false }, { field: 'name' }],
      ['one', 'two', 'four', 'three'],
    ],
    [[{ field: 'status' }], ['four', 'three', 'one', 'two']],
    // The latest of one is 0.7; NaN and nothing come last either way.
    [[{ field: 'metrics.acc' }], ['one', 'two', 'three', 'four']],
    [[{ field: 'metrics.acc', ascending: false }], ['two', 'one', 'three', 'four']],
    [
      [{ field: 'metrics.acc', ascending: false, dataset: { name: 'train' } }],
      ['one', 'four', 'three', 'two'],
    ],
    [[{ field: 'metrics.acc', dataset: { name: 'test', digest: 'e' } }], ['two', 'four', 'three', 'one']],
  ])('in the order %j, however small the pages are', async (orderBy, names) => {
    expect(await find({ orderBy })).toEqual(names);
    for (const limit of [1, 3]) {
      const paged: string[] = [];
      let pageToken: string | null = null;
      do {
        const query = { experimentIds: [experimentId], orderBy, limit, pageToken };
        const page = await searchLoggedModels(ledger, query);
        paged.push(...page.items.map(({ name }) => name));
        pageToken = page.nextPageToken;
      } while (pageToken);
      expect(paged).toEqual(names);
    }
  });

  test.each([
    ['params.lr', /^Invalid order by field name: params\.lr\. Only metrics are supported\.$/],
    ['nope', /^Invalid order by field name: nope$/],
    ['', /^Invalid order by field name: $/],
  ])('refuses the order %j in MLflow’s words', async (field, message) => {
    await expect(find({ orderBy: [{ field }] })).rejects.toMatchObject({
      code: 'FILTER_INVALID',
      message: expect.stringMatching(message),
    });
  });

  test('datasets choose what was measured on one of them', async () => {
    expect(await find({ datasets: [{ name: 'test' }] })).toEqual(['three', 'two', 'one']);
    expect(await find({ datasets: [{ name: 'test', digest: 'd' }] })).toEqual(['three', 'one']);
    expect(await find({ datasets: [{ name: 'train' }, { name: 'test', digest: 'e' }] })).toEqual([
      'two',
      'one',
    ]);
    const filter = 'metrics.acc > 0.75';
    expect(await find({ filter, datasets: [{ name: 'test' }] })).toEqual(['two']);
    expect(await find({ filter, datasets: [{ name: 'nowhere' }] })).toEqual([]);
  });

  test('experiments that are not there have none', async () => {
    expect(await find({ experimentIds: [] })).toEqual([]);
    expect(await find({ experimentIds: ['99', '9'.repeat(30), 'x'] })).toEqual([]);
    expect((await find({ experimentIds: ['0', experimentId] })).length).toBe(5);
  });

  test('a page token belongs to its query', async () => {
    const { nextPageToken } = await searchLoggedModels(ledger, { experimentIds: [experimentId], limit: 1 });
    const refused = { code: 'PAGE_TOKEN_INVALID' };
    await expect(find({ pageToken: nextPageToken, filter: "name = 'one'" })).rejects.toMatchObject(refused);
    await expect(find({ pageToken: 'garbage' })).rejects.toMatchObject(refused);
  });
});
