import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { createClient } from '@verdict/api';
import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewsCsv, smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(testStores())('the record over HTTP on $name refuses', (store) => {
  let at: RecordApp;
  let url: string;
  let run: string;
  beforeAll(async () => {
    at = await recordApp(store, { flags: { maxUploadBytes: 200_000, requestTimeoutMs: 300 } });
    url = await at.app.listen({ host: '127.0.0.1', port: 0 });
    run = (await at.client.runs.create()).id;
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  const blobs = async () => {
    const found: string[] = [];
    for await (const { sha256 } of at.ledger.blobs.list()) found.push(sha256);
    return found;
  };

  test.each<[what: string, code: string, ask: (at: RecordApp) => Promise<unknown>]>([
    [
      'a dataset that leaves its folder',
      'NAME_INVALID',
      ({ client }) => client.datasets.add('..%2fx', reviewsCsv(96), { filename: 'a.csv' }),
    ],
    [
      'a time that no date goes back to',
      'REQUEST_INVALID',
      ({ client }) => client.gc({ older_than_ms: 3e36 }),
    ],
    [
      'a dataset with a control character',
      'NAME_INVALID',
      ({ client }) => client.datasets.add('a\u0007b', reviewsCsv(96), { filename: 'a.csv' }),
    ],
    [
      'a file that holds no rows',
      'DATA_REFUSED',
      ({ client }) => client.datasets.add('a', bytes('\0\u0001\u0002'), { filename: 'a.csv' }),
    ],
    [
      'an empty file',
      'DATA_REFUSED',
      ({ client }) => client.datasets.add('a', bytes(''), { filename: 'a.csv' }),
    ],
    ['a dataset that is not there', 'DATASET_UNKNOWN', ({ client }) => client.datasets.get('nobody')],
    ['a version that is none', 'REQUEST_INVALID', ({ client }) => client.datasets.rows('a', -1)],
    ['a run that is not there', 'RUN_UNKNOWN', ({ client }) => client.runs.get('nobody')],
    ['a run with a hostile id', 'RUN_UNKNOWN', ({ client }) => client.runs.get("' or 1=1 --\u0000")],
    [
      'a parameter of 10 MB',
      'BODY_TOO_LARGE',
      ({ client }) => client.runs.log(run, { params: { a: 'x'.repeat(10e6) } }),
    ],
    [
      'a parameter of 1 MB',
      'LIMIT_EXCEEDED',
      ({ client }) => client.runs.log(run, { params: { a: 'x'.repeat(1e6) } }),
    ],
    [
      'a metric that is a word',
      'REQUEST_INVALID',
      ({ client }) => client.runs.log(run, { metrics: [{ key: 'a', value: 'much' as 'NaN' }] }),
    ],
    [
      'a parameter that changes',
      'PARAM_CHANGED',
      async ({ client }) => {
        await client.runs.log(run, { params: { seed: '1' } });
        await client.runs.log(run, { params: { seed: '2' } });
      },
    ],
    [
      'a filter that is not one',
      'FILTER_INVALID',
      ({ client }) => client.runs.search({ filter: "metrics.a > 'drop table" }),
    ],
    [
      'a page of nowhere',
      'PAGE_TOKEN_INVALID',
      ({ client }) => client.events.list({ page_token: 'bm93aGVyZQ' }),
    ],
    [
      'an artifact whose path leaves',
      'ARTIFACT_PATH_INVALID',
      ({ app, client: _ }) => viaUrl(app, run, '..%2F..%2Fetc%2Fpasswd'),
    ],
    [
      'an artifact whose path begins at the root',
      'ARTIFACT_PATH_INVALID',
      ({ app }) => viaUrl(app, run, '%2Fetc%2Fpasswd'),
    ],
    ['an artifact with a NUL in its path', 'ARTIFACT_PATH_INVALID', ({ app }) => viaUrl(app, run, 'a%00b')],
    [
      'an artifact with backslashes',
      'ARTIFACT_PATH_INVALID',
      ({ app }) => viaUrl(app, run, '..%5C..%5Cwin.ini'),
    ],
    [
      'an artifact that is too large',
      'UPLOAD_TOO_LARGE',
      ({ client }) => client.runs.putArtifact(run, 'a', new Uint8Array(200_001)),
    ],
    [
      'an artifact that turns out too large',
      'UPLOAD_TOO_LARGE',
      ({ client }) => client.runs.putArtifact(run, 'a', endless),
    ],
    [
      'an artifact of a run that is not there',
      'RUN_UNKNOWN',
      ({ client }) => client.runs.putArtifact('nobody', 'a', bytes('a')),
    ],
    [
      'a model file that is none',
      'MODEL_FILE_REFUSED',
      ({ client }) => client.models.register('a', bytes('PK\u0003\u0004')),
    ],
    [
      'JSON in place of a file',
      'MEDIA_TYPE_UNSUPPORTED',
      ({ app }) => viaInject(app, '/api/v1/models/a/versions', {}),
    ],
    [
      'a champion by alias',
      'CHAMPION_GUARDED',
      async ({ client }) => {
        await client.models.register('guarded', await smallModelFile());
        await client.models.setAlias('guarded', 'champion', { version: 1 });
      },
    ],
    [
      'to force without a reason',
      'FORCE_NEEDS_REASON',
      ({ client }) => client.models.promote('guarded', { version: 1, force: true }),
    ],
    [
      'to promote without rows to judge on',
      'JUDGE_NEEDS_ROWS',
      ({ client }) => client.models.promote('guarded', { version: 1 }),
    ],
    [
      'to roll back what never served',
      'NOTHING_TO_ROLL_BACK',
      ({ client }) => client.models.rollback('guarded'),
    ],
    ['to delete a model with versions', 'STILL_REFERRED_TO', ({ client }) => client.models.remove('guarded')],
    [
      'a policy that the judge cannot read',
      'VALUE_INVALID',
      ({ client }) => client.models.update('guarded', { policy: { minRows: 'many' } }),
    ],
    [
      'a job of no kind',
      'REQUEST_INVALID',
      ({ client }) => client.jobs.submit({ kind: 'mine' as 'train', input: { data: 'a', model: 'a' } }),
    ],
    [
      'a job for rows that are not there',
      'DATASET_UNKNOWN',
      ({ client }) => client.jobs.submit({ kind: 'train', input: { data: 'nobody', model: 'a' } }),
    ],
  ])('%s: %s', async (_, code, ask) => {
    const before = (await blobs()).length;
    await expect(ask(at)).rejects.toMatchObject({ code, detail: expect.stringMatching(/[.]$/) });
    expect(await readdir(at.tempFolder)).toEqual([]);
    if (code !== 'CHAMPION_GUARDED') expect((await blobs()).length).toBe(before);
  });

  test('an upload that is cut off leaves nothing', async () => {
    const before = await blobs();
    for (const path of [
      `/api/v1/runs/${run}/artifacts/cut.bin`,
      '/api/v1/datasets/cut/versions?filename=cut.csv',
      '/api/v1/models/cut/versions',
    ]) {
      const method = path.includes('artifacts') ? 'PUT' : 'POST';
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/octet-stream\r\ncontent-length: 100000\r\n\r\n${'a,b\n'.repeat(1000)}`,
      );
      await expect.poll(() => socket.bytesWritten).toBeGreaterThan(4000);
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.destroy();
    }
    await expect.poll(() => readdir(at.tempFolder)).toEqual([]);
    expect(await blobs()).toEqual(before);
    expect((await at.client.runs.artifacts(run)).artifacts).toEqual([]);
  });

  test('an upload that stops coming is told so', async () => {
    const stuck = async function* () {
      yield bytes('a,b\n');
      await new Promise((resolve) => setTimeout(resolve, 2000));
      yield bytes('c,d\n');
    };
    const client = createClient({ url, retries: { most: 0 } });
    await expect(client.runs.putArtifact(run, 'stuck', stuck)).rejects.toMatchObject({
      code: 'REQUEST_TIMEOUT',
    });
  });

  test('an upload may take longer than a request may, as long as it keeps coming', async () => {
    const slow = async function* () {
      for (let i = 0; i < 12; i++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        yield bytes('a,b\n');
      }
    };
    const client = createClient({ url, retries: { most: 0 } });
    expect(await client.runs.putArtifact(run, 'slow', slow)).toMatchObject({ bytes: 48 });
  });

  test('keeps an empty artifact, and one with a name from everywhere', async () => {
    const { runs } = at.client;
    expect(await runs.putArtifact(run, 'empty', new Uint8Array())).toMatchObject({ bytes: 0 });
    const path = 'отчёт/图 👍 100%.html';
    expect(await runs.putArtifact(run, path, bytes('<script>alert(1)</script>'))).toMatchObject({ path });
    const reply = await runs.artifact(run, path);
    expect(reply.headers.get('content-type')).toBe('application/octet-stream');
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  test('the id of a request reaches the events that it made', async () => {
    const reply = await at.app.inject({
      method: 'POST',
      url: '/api/v1/experiments',
      headers: { 'x-request-id': 'build-7' },
      payload: { name: 'traced' },
    });
    expect(reply.statusCode).toBe(200);
    const { events } = await at.client.events.list({ subject_kind: 'experiment' });
    expect(events[0]).toMatchObject({ request_id: 'build-7', actor: expect.stringMatching(/^local:/) });
  });
});

async function* endless() {
  for (let i = 0; i < 300; i++) yield new Uint8Array(1000);
}

/** As a client that escapes what ours refuses to send. */
function viaUrl(app: RecordApp['app'], run: string, path: string): Promise<unknown> {
  return viaInject(app, `/api/v1/runs/${run}/artifacts/${path}`, 'a', 'PUT');
}

async function viaInject(
  app: RecordApp['app'],
  url: string,
  payload: string | object,
  method: 'PUT' | 'POST' = 'POST',
): Promise<unknown> {
  const headers = typeof payload === 'string' ? { 'content-type': 'application/octet-stream' } : {};
  const reply = await app.inject({ method, url, payload, headers });
  if (reply.statusCode >= 400) throw reply.json();
  return reply.json();
}
