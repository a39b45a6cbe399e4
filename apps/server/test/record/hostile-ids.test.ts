import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from './record-app.ts';

describe.each(testStores())('a NUL, which PostgreSQL keeps nowhere, on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test.each([
    ['GET', '/api/v1/jobs/a%00b', 'JOB_UNKNOWN'],
    ['DELETE', '/api/v1/jobs/a%00b', 'JOB_UNKNOWN'],
    ['GET', '/api/v1/jobs?kind=a%00b', 'VALUE_INVALID'],
    ['DELETE', '/api/v1/keys/a%00b', 'API_KEY_UNKNOWN'],
  ] as const)('%s %s is refused as %s', async (method, url, code) => {
    expect((await at.app.inject({ method, url })).json()).toMatchObject({ code });
  });

  test('in the name of an account is an unknown account', async () => {
    const url = '/api/v1/accounts/a%00b';
    const reply = await at.app.inject({ method: 'PATCH', url, payload: { disabled: true } });
    expect(reply.json()).toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
  });
});

describe.each(testStores())('what was deleted or is asked wrongly, on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('an experiment comes back with its runs, even the one that trainings belong to unless told', async () => {
    const { client } = at;
    const { id } = await client.runs.create();
    await client.experiments.remove('0');
    await expect(client.runs.create()).rejects.toMatchObject({ code: 'DELETED' });
    expect(await client.experiments.restore('0')).toMatchObject({ name: 'Default', deleted: false });
    expect(await client.runs.get(id)).toMatchObject({ deleted: false });
    await client.runs.create();
  });

  test.each([
    [{ kind: 'train', input: { data: 'a', model: '../x' } }, 'NAME_INVALID', '../x'],
    [{ kind: 'train', input: { data: 'a', model: 'a', seed: 1e300 } }, 'REQUEST_INVALID', 'input/seed'],
    [{ kind: 'train', input: { data: 'a' } }, 'REQUEST_INVALID', 'model'],
    [{ kind: 'mine', input: { data: 'a', model: 'a' } }, 'REQUEST_INVALID', 'must be one of "train"'],
  ])('a job that can only fail is refused before it waits: %j', async (payload, code, sentence) => {
    const reply = await at.app.inject({ method: 'POST', url: '/api/v1/jobs', payload });
    expect(reply.json()).toMatchObject({ code, detail: expect.stringContaining(sentence) });
  });
});
