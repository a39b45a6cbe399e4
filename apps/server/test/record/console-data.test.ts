import { testStores } from '@verdict/db/testing';
import { readConfig, startWorker } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const csv = (rows: readonly (readonly [text: string, label: string])[]): Uint8Array =>
  new TextEncoder().encode(`text,label\n${rows.map((row) => row.join(',')).join('\n')}\n`);
const rowsOf = (count: number, label: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => [`text number ${at + 1}`, label(at)] as const);

describe.each(testStores())('the console’s data on $name', (store) => {
  let at: RecordApp;
  let worker: ReturnType<typeof startWorker>;
  beforeAll(async () => {
    at = await recordApp(store, { flags: { defaultModel: 'small', maxTextLength: 5000 } });
    worker = startWorker({ ...at, config: readConfig({}, { maxTextLength: 5000 }), workspace: at });
    at.onJob(worker.wake);
    await at.client.models.register('small', await smallModelFile(), {});
    await at.client.models.promote('small', { version: 1, force: true, reason: 'the first' });
    const add = (body: Uint8Array, filename: string) => at.client.datasets.add('film', body, { filename });
    await add(csv(rowsOf(60, (row) => (row % 3 === 0 ? 'pos' : 'neg'))), 'first.csv');
    await add(csv(rowsOf(90, (row) => (row % 2 === 0 ? 'pos' : 'neg'))), 'second.csv');
  }, 60_000);
  afterAll(async () => {
    await worker.stop();
    await at.close();
    await store.close();
  });

  test('a dataset is its history, newest first, with what was made of it', async () => {
    const dataset = await at.client.console.dataset('film');
    expect(dataset).toMatchObject({ name: 'film', versions: 2, next_page_token: null });
    expect(dataset.steps).toMatchObject([
      {
        number: 2,
        rows: 90,
        class_count: 2,
        sources: ['second.csv'],
        used: { runs: 0, models: [] },
      },
      { number: 1, rows: 60, classes: [{ label: 'neg', rows: 40 }, { label: 'pos', rows: 20 }] }, // biome-ignore format: rows
    ]);
    const [newest] = (await at.client.console.dataset('film', { limit: 1 })).steps;
    expect(newest.number).toBe(2);
  });

  test('a version says which is the latest', async () => {
    const { version, latest } = await at.client.console.datasetVersion('film', 1);
    expect([version.number, version.rows, latest]).toEqual([1, 60, 2]);
    expect((await at.client.console.datasetVersion('film', 'latest')).version.number).toBe(2);
  });

  test('rows are found by label and text, cut, and whole when asked for', async () => {
    const found = await at.client.console.datasetRows('film', 1, { search: 'NUMBER 1', label: 'pos' });
    expect(found.rows.map(({ row }) => row)).toEqual([1, 10, 13, 16, 19]);
    expect(found.next_row).toBeNull();
    const long = `${'so long '.repeat(500)}😀`;
    await at.client.datasets.add('long', csv([[long, 'a'], ['short', 'b']]), { filename: 'long.csv' }); // biome-ignore format: rows
    const { rows } = await at.client.console.datasetRows('long', 1, {});
    expect(rows[0]).toMatchObject({ characters: long.length, source: 'long.csv' });
    expect(rows[0].text).toBe(long.slice(0, 1000));
    const whole = await at.client.console.datasetRows('long', 1, { from_row: 1, whole: true });
    expect(whole.rows).toEqual([{ ...rows[0], text: long }]);
  });

  test('a difference is paged by kind, and a page beyond the last is the last', async () => {
    const first = await at.client.console.datasetDiff('film', { from: '1', to: 'latest' });
    expect(first.counts).toMatchObject({
      from: 1,
      to: 2,
      added: 30,
      removed: 0,
      relabelled: 30,
      unchanged: 30,
    });
    expect([first.kind, first.page, first.pages, first.listed, first.rows.length]).toEqual([
      'added',
      1,
      2,
      30,
      25,
    ]);
    const rest = await at.client.console.datasetDiff('film', {
      from: '1',
      to: '2',
      kind: 'relabelled',
      page: 99,
    });
    expect([rest.page, rest.rows.length]).toEqual([2, 5]);
    expect(rest.rows[0].before).not.toEqual(rest.rows[0].after);
    const same = await at.client.console.datasetDiff('film', { from: '2', to: '2' });
    expect([same.kind, same.rows, same.counts.unchanged]).toEqual(['added', [], 90]);
  });

  test.each([
    ['/api/v1/console/datasets/nothing', 404, 'DATASET_UNKNOWN'],
    ['/api/v1/console/datasets/film/versions/9', 404, 'DATASET_VERSION_UNKNOWN'],
    ['/api/v1/console/datasets/film/versions/x', 422, 'REQUEST_INVALID'],
    ['/api/v1/console/datasets/film/versions/1/rows?from_row=0', 422, 'REQUEST_INVALID'],
    ['/api/v1/console/datasets/film/versions/1/rows?limit=1000', 422, 'REQUEST_INVALID'],
    ['/api/v1/console/datasets/film/versions/9/rows', 404, 'DATASET_VERSION_UNKNOWN'],
    ['/api/v1/console/datasets/film/diff?from=1', 422, 'REQUEST_INVALID'],
    ['/api/v1/console/datasets/film/diff?from=1&to=9', 404, 'DATASET_VERSION_UNKNOWN'],
    ['/api/v1/console/datasets/film/diff?from=1&to=2&kind=all', 422, 'REQUEST_INVALID'],
    ['/api/v1/console/batches/nothing', 404, 'BATCH_UNKNOWN'],
    ['/api/v1/console/batches/%00', 404, 'BATCH_UNKNOWN'],
  ])('refuses %s', async (url, status, code) => {
    const reply = await at.app.inject(url);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });

  test('a label or a text that no row can have finds none', async () => {
    for (const query of ['label=%00', 'search=%00%ED%A0%80', `label=${'x'.repeat(900)}`]) {
      const reply = await at.app.inject(`/api/v1/console/datasets/film/versions/1/rows?${query}`);
      expect([reply.statusCode, reply.json()]).toEqual([200, { rows: [], next_row: null }]);
    }
  });

  test('a batch shows how it stands, what came out, and the rows that failed', async () => {
    const long = 'word '.repeat(400);
    const { job_id } = await at.client.batches.submit({ texts: ['A warm film, I liked it.', '  ', long] });
    for await (const _ of at.client.batches.watch(job_id));
    const all = await at.client.console.batch(job_id);
    expect(all).toMatchObject({
      batch: { status: 'done', processed_texts: 3, failed_texts: 1 },
      next_row: null,
    });
    expect(Object.values(all.labels).reduce((sum, rows) => sum + rows, 0)).toBe(2);
    expect(all.rows[2]).toMatchObject({
      row: 2,
      text: long.slice(0, 1000),
      characters: long.length,
      error: null,
    });
    const failed = await at.client.console.batch(job_id, { only: 'failed' });
    expect(failed.rows).toEqual([
      expect.objectContaining({
        row: 1,
        label: null,
        error: expect.objectContaining({ code: 'TEXT_EMPTY' }),
      }),
    ]);
    const reply = await at.app.inject(`/api/v1/console/batches/${job_id}?label=%00`);
    expect([reply.statusCode, reply.json().rows]).toEqual([200, []]);
  });
});
