import { readdir } from 'node:fs/promises';
import { testStores } from '@verdict/db/testing';
import { readConfig, startWorker } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewsCsv } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

describe.each(testStores())('a training as a job on $name', (store) => {
  let at: RecordApp;
  let worker: ReturnType<typeof startWorker>;
  beforeAll(async () => {
    at = await recordApp(store);
    worker = startWorker({ ...at, config: readConfig(), workspace: at });
    at.onJob(worker.wake);
  }, 60_000);
  afterAll(async () => {
    await worker.stop();
    await at.close();
    await store.close();
  });

  const ended = async (id: string) => {
    const states = ['done', 'failed', 'cancelled'];
    await expect
      .poll(async () => states.includes((await at.client.jobs.get(id)).state), { timeout: 60_000 })
      .toBe(true);
    return at.client.jobs.get(id);
  };

  test('makes a run, a version and its chain on record, in the name of who asked', async () => {
    await at.client.datasets.add('films', reviewsCsv(96), { filename: 'films.csv' });
    const asked = {
      kind: 'train',
      input: { data: 'films', model: 'films', recipe: 'logreg', seed: 7 },
    } as const;
    const submitted = await at.client.jobs.submit(asked, { idempotencyKey: 'once' });
    expect(await at.client.jobs.submit(asked, { idempotencyKey: 'once' })).toMatchObject({
      id: submitted.id,
    });
    const job = await ended(submitted.id);
    expect(job).toMatchObject({ state: 'done', error: null, result: { model: 'films', version: 1 } });

    const runId = submitted.id.replaceAll('-', '');
    const run = await at.client.runs.get(runId);
    expect(run).toMatchObject({
      status: 'finished',
      params: { recipe: 'logreg', seed: '7', data: 'films@1' },
      models: [{ name: 'films', version: 1 }],
      inputs: [{ context: 'training', dataset: { name: 'films', number: 1 } }],
    });
    expect(await at.client.models.chain('films', 1)).toMatchObject({
      data: { dataset: 'films', number: 1 },
      run: { id: runId },
      version: { created_by: submitted.created_by, run_id: runId },
    });
    const judged = await at.client.models.judge('films', { candidate: 1 });
    expect(judged).toMatchObject({ candidate: 1, champion: null });
    expect(judged.rows).toBeGreaterThan(0);
    await expect.poll(() => readdir(at.tempFolder)).toEqual([]);
  });

  test.each([
    ['../../etc/recipe.json', /There is no recipe/],
    [{ name: 'x' }, /recipe/],
  ])('ends at once for the recipe %j, which trying again would not help', async (recipe, message) => {
    const { id } = await at.client.jobs.submit({
      kind: 'train',
      input: { data: 'films', model: 'films', recipe },
    });
    const job = await ended(id);
    expect(job).toMatchObject({ state: 'failed', attempts: 1 });
    expect(job.error?.message).toMatch(message);
    expect(job.error?.message).not.toContain(at.tempFolder);
  });
});
