import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from './record-app.ts';

describe.each(testStores())('runs over HTTP on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('keeps a run with its parameters, metrics, tags and artifacts, and shows them again', async () => {
    const { runs } = at.client;
    const { id } = await runs.create({ name: 'first', experiment: 'reviews', tags: { team: 'film' } });
    await runs.log(id, {
      params: { recipe: 'nb-logreg' },
      metrics: [
        { key: 'accuracy', value: 0.9, at_ms: 1, step: 0 },
        { key: 'accuracy', value: 0.95, at_ms: 2, step: 1 },
        { key: 'broken', value: 'NaN' },
        { key: 'endless', value: '-Infinity' },
      ],
      tags: { colour: 'green' },
    });
    const artifact = await runs.putArtifact(
      id,
      'report/confusion matrix.csv',
      new TextEncoder().encode('a,b'),
    );
    expect(artifact).toMatchObject({ path: 'report/confusion matrix.csv', bytes: 3 });
    await runs.update(id, { status: 'finished', end_ms: Date.now() });

    expect(await runs.get(id)).toMatchObject({
      id,
      name: 'first',
      experiment: { name: 'reviews' },
      status: 'finished',
      params: { recipe: 'nb-logreg' },
      metrics: { accuracy: 0.95, broken: 'NaN', endless: '-Infinity' },
      tags: { team: 'film', colour: 'green' },
    });
    expect(await runs.metrics(id, { key: 'accuracy' })).toEqual({
      points: [
        { value: 0.9, at_ms: 1, step: 0 },
        { value: 0.95, at_ms: 2, step: 1 },
      ],
      next_page_token: null,
    });
    expect((await runs.artifacts(id)).artifacts).toEqual([artifact]);
    const reply = await runs.artifact(id, 'report/confusion matrix.csv');
    expect(await reply.text()).toBe('a,b');
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': '3',
      'content-disposition':
        'attachment; filename="confusion_matrix.csv"; filename*=UTF-8\'\'confusion%20matrix.csv',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });
});
