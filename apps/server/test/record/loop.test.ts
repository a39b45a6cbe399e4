import { readdir } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewsCsv, smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

/** The way of a model from its rows to what serves, over HTTP. */
describe.each(testStores())('the loop over HTTP on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('freezes an upload as a version, and the same rows again as the same', async () => {
    const { datasets } = at.client;
    const first = await datasets.add('reviews', reviewsCsv(96), {
      filename: 'reviews.csv',
      message: 'begin',
    });
    expect(first).toMatchObject({
      added: true,
      version: {
        dataset: 'reviews',
        number: 1,
        rows: 96,
        classes: [
          { label: 'negative', rows: 48 },
          { label: 'positive', rows: 48 },
        ],
        sources: [{ name: 'reviews.csv', rows: 96 }],
        message: 'begin',
        created_by: expect.stringMatching(/^local:/),
      },
    });
    expect(await datasets.add('reviews', reviewsCsv(96), { filename: 'other.csv' })).toMatchObject({
      added: false,
      version: { number: 1 },
    });
    const more = await datasets.add('reviews', reviewsCsv(20, 'again '), {
      filename: 'more.csv',
      append: true,
    });
    expect(more).toMatchObject({ added: true, version: { number: 2, rows: 116 } });
    expect(await datasets.diff('reviews', { from: 1, to: 'latest' })).toMatchObject({
      added: 20,
      removed: 0,
    });
    expect(await datasets.verify('reviews', 2)).toEqual({ intact: true, rows: 116, faults: [] });
    const rows = await datasets.rows('reviews', 'latest');
    const lines = gunzipSync(await rows.arrayBuffer())
      .toString()
      .trim()
      .split('\n');
    expect(lines).toHaveLength(116);
    expect(JSON.parse(lines[0])).toMatchObject({ label: expect.any(String), source: 'reviews.csv' });
    expect((await datasets.list()).datasets).toMatchObject([{ name: 'reviews', versions: 2 }]);
    expect((await datasets.versions('reviews')).versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(await readdir(at.tempFolder)).toEqual([]);
  });

  test('registers, promotes and serves a model file, and rolls back', async () => {
    const { models } = at.client;
    const [good, other] = [await smallModelFile('nb-logreg'), await smallModelFile('logreg')];
    const { version } = await models.register('reviews', good);
    expect(version).toMatchObject({ version: 1, format: 'verdict', facts: { rows: 96, seed: 42 } });
    expect(await models.register('reviews', good)).toMatchObject({ registered: false });
    await models.register('reviews', other);

    const asked = { text: 'A warm film, I liked it.', model: 'reviews' };
    await expect(at.client.predict(asked)).rejects.toMatchObject({ code: 'NOT_READY' });
    await expect(models.promote('reviews', { version: 1 })).rejects.toMatchObject({
      code: 'JUDGE_NEEDS_ROWS',
    });
    const promoted = await models.promote('reviews', { version: 1, force: true, reason: 'the first' });
    expect(promoted).toMatchObject({ promoted: true, forced: true, from: null, to: 1 });
    expect(await at.client.predict(asked)).toMatchObject({ label: 'positive', model: { version: 1 } });

    const judged = await models.promote('reviews', { version: 2, on: 'reviews@2' });
    expect(judged.judgement).toMatchObject({ candidate: 2, champion: 1 });
    if (!judged.promoted) await models.promote('reviews', { version: 2, force: true, reason: 'a test' });
    expect((await at.client.predict(asked)).model.version).toBe(2);
    expect(await models.rollback('reviews', { reason: 'a test' })).toEqual({ from: 2, to: 1 });
    expect((await at.client.predict(asked)).model.version).toBe(1);

    const file = await models.file('reviews', 'champion');
    expect(Buffer.from(await file.arrayBuffer()).equals(good)).toBe(true);
    expect(await models.chain('reviews', 1)).toMatchObject({ version: { version: 1 }, run: null });
    expect((await models.judgements('reviews')).judgements.length).toBeGreaterThan(0);
    const { events } = await at.client.events.list({ subject_kind: 'model', subject: 'reviews' });
    expect(events[0]).toMatchObject({
      action: 'model.rolled_back',
      before: { version: 2 },
      after: { version: 1 },
    });
    expect(await readdir(at.tempFolder)).toEqual([]);
  });
});
