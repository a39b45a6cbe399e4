import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from './record-app.ts';

describe.each(testStores())('what the console shows of runs on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
    const { runs } = at.client;
    for (let no = 0; no < 6; no++) {
      await runs.create({
        id: `r${no}`,
        experiment: no % 2 ? 'odd' : 'even',
        name: `run ${no}`,
        start_ms: no,
      });
      await runs.log(`r${no}`, {
        params: { recipe: no < 3 ? 'a' : 'b' },
        metrics: [
          { key: 'accuracy', value: no / 10, at_ms: 1 },
          { key: 'loss', value: 1, at_ms: 1, step: 0 },
          { key: 'loss', value: 'NaN', at_ms: 2, step: 1 },
        ],
      });
    }
    const csv = new TextEncoder().encode('true \\ called,a,b\na,3,1\nb,0,4\n');
    await runs.putArtifact('r1', 'report/confusion.csv', csv);
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('all that is found by number, with the first lines and the usual columns', async () => {
    const found = await at.client.console.findRuns({
      filter: "params.recipe = 'b'",
      order_by: ['metrics.accuracy'],
    });
    expect(found).toMatchObject({ fault: null, more: false, columns: ['params.recipe', 'metrics.accuracy'] });
    expect(found.lines.map(({ id, values }) => [id, ...values])).toEqual([
      ['r3', 'b', 0.3],
      ['r4', 'b', 0.4],
      ['r5', 'b', 0.5],
    ]);
    const { lines } = await at.client.console.runLines({
      numbers: found.numbers.toReversed(),
      columns: ['metrics.loss', 'tags.none'],
    });
    expect(lines.map(({ name, values }) => [name, ...values])).toEqual([
      ['run 5', 'NaN', null],
      ['run 4', 'NaN', null],
      ['run 3', 'NaN', null],
    ]);
  });

  test.each([
    ['runs/lines', { numbers: [1], columns: ['tags.a\u0000b'] }, 422],
    ['runs/lines', { numbers: [1e300], columns: [] }, 422],
    ['runs/lines', { numbers: [2 ** 53 - 1], columns: ['tags.\ud800'] }, 200],
    ['runs/find', { columns: ['params.\u0000'] }, 422],
    ['runs/find', { experiments: ['\u0000'] }, 422],
    ['runs/find', { filter: "tags.a = '\u0000'" }, 200],
    ['runs/side-by-side', { ids: ['a\u0000b'] }, 200],
    ['runs/curves', { ids: ['r0'], keys: ['\u0000'] }, 200],
    ['runs/curves', { ids: ['a\u0000b'] }, 404],
  ])('%s with %j is %d', async (path, payload, status) => {
    const reply = await at.app.inject({ method: 'POST', url: `/api/v1/console/${path}`, payload });
    expect([reply.statusCode, reply.json()]).toEqual([status, expect.any(Object)]);
  });

  test('a filter that is not finished is an answer, what is no column is refused', async () => {
    const { fault, numbers } = await at.client.console.findRuns({ filter: 'metrics.accuracy > ' });
    expect(numbers).toEqual([]);
    expect(fault).toMatchObject({
      of: 'filter',
      at: 19,
      message: expect.stringMatching(/^A metric is .*\.$/),
    });
    await expect(at.client.console.findRuns({ columns: ['evil'] })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
    await expect(at.client.console.findRuns({ experiments: ['none'] })).rejects.toMatchObject({
      code: 'EXPERIMENT_UNKNOWN',
      status: 404,
    });
  });

  test('runs side by side by their ids, in that order, and those that are not there by name', async () => {
    const reply = await at.client.console.runsSideBySide({ ids: ['r1', 'gone', 'r0', 'no such id'] });
    expect(reply.runs.map(({ id }) => id)).toEqual(['r1', 'r0']);
    expect(reply.missing).toEqual(['gone', 'no such id']);
    expect(reply.confusions).toEqual({
      r1: {
        classes: ['a', 'b'],
        counts: [
          [3, 1],
          [0, 4],
        ],
      },
    });
    const found = await at.client.console.runsSideBySide({ experiments: ['odd'] });
    expect(found.runs.map(({ id }) => id)).toEqual(['r5', 'r3', 'r1']);
    expect(await at.client.console.runsSideBySide({ filter: 'nonsense' })).toMatchObject({
      fault: { of: 'filter', at: 0 },
      runs: [],
    });
  });

  test('the curves of what has more than one point', async () => {
    const { keys, curves } = await at.client.console.runCurves({ ids: ['r0', 'r1'] });
    expect(keys).toEqual(['loss']);
    expect(curves).toEqual(
      ['r0', 'r1'].map((run_id) => ({
        run_id,
        key: 'loss',
        total: 2,
        steps: [0, 1],
        at_ms: [1, 2],
        values: [1, 'NaN'],
      })),
    );
  });

  test('a run with its files and its confusion matrix; another is refused', async () => {
    expect(await at.client.console.run('r1')).toMatchObject({
      run: { id: 'r1', name: 'run 1' },
      artifacts: [{ path: 'report/confusion.csv' }],
      confusion: { classes: ['a', 'b'] },
    });
    expect(await at.client.console.run('r0')).toMatchObject({ artifacts: [], confusion: null });
    await expect(at.client.console.run('none')).rejects.toMatchObject({ code: 'RUN_UNKNOWN', status: 404 });
  });

  test('tags change by the same call as the name, and null takes one away', async () => {
    await at.client.runs.update('r2', { name: 'renamed', tags: { a: '1', b: '2' } });
    expect(await at.client.runs.update('r2', { tags: { a: null } })).toMatchObject({
      name: 'renamed',
      tags: { b: '2' },
    });
    await expect(at.client.runs.update('r2', { tags: { ['x'.repeat(251)]: '' } })).rejects.toMatchObject({
      status: 422,
    });
  });

  test('what was ever logged, by name', async () => {
    expect(await at.client.console.runKeys()).toMatchObject({
      experiments: ['Default', 'even', 'odd'],
      params: ['recipe'],
      metrics: ['accuracy', 'loss'],
    });
  });
});
