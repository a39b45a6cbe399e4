import { createHash } from 'node:crypto';
import type { ImportedRun } from '@verdict/api';
import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RecordApp, recordApp } from './record-app.ts';

describe.each(testStores())('an import over HTTP on $name', (store) => {
  let app: RecordApp;
  beforeAll(async () => {
    app = await recordApp(store);
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    await store.close();
  });

  const run = (experiment_id: string): ImportedRun => ({
    id: '0123456789abcdef0123456789abcdef',
    experiment_id,
    name: 'first',
    user: 'ann',
    status: 'finished',
    start_ms: 1000,
    end_ms: 2000,
    deleted_ms: null,
    params: { lr: '0.1' },
    tags: {},
    metrics: [
      {
        key: 'loss',
        points: [
          [1, 0, 0.5],
          [2, 1, 'NaN'],
        ],
      },
    ],
    inputs: [],
  });

  it('brings a run with its files, and sends bytes once', async () => {
    const { client } = app;
    const { experiments } = await client.import.experiments({
      experiments: [
        {
          name: 'reviews',
          artifact_location: null,
          created_ms: 1,
          updated_ms: 2,
          deleted_ms: null,
          tags: {},
        },
      ],
    });
    const [{ id }] = experiments;
    expect(await client.import.runs({ runs: [run(id)] })).toEqual({ added: 1, there: 0, refused: [] });
    const found = await client.runs.get(run(id).id);
    expect(found).toMatchObject({ user: 'ann', params: { lr: '0.1' }, metrics: { loss: 'NaN' } });

    const bytes = Buffer.from('what we saw');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { of: 'run' as const, id: run(id).id, path: 'notes/a.txt', bytes: bytes.length, sha256 };
    expect(await client.import.files({ files: [file] })).toMatchObject({ added: 0, missing: [sha256] });
    await expect(client.import.bytes(sha256, Buffer.from('other'))).rejects.toMatchObject({
      code: 'BLOB_OTHER',
    });
    expect(await client.import.bytes(sha256, bytes)).toEqual({ sha256, bytes: bytes.length });
    expect(await client.import.files({ files: [file] })).toMatchObject({ added: 1, missing: [] });
    expect(await client.import.files({ files: [file] })).toMatchObject({ added: 0, there: 1 });
    const reply = await client.runs.artifact(run(id).id, 'notes/a.txt');
    expect(await reply.text()).toBe('what we saw');

    const small = Buffer.from('many at once');
    const many = [
      { sha256: createHash('sha256').update(small).digest('hex'), base64: small.toString('base64') },
    ];
    await expect(
      client.import.manyBytes({ blobs: [...many, { sha256: 'f'.repeat(64), base64: '' }] }),
    ).rejects.toMatchObject({ code: 'BLOB_OTHER' });
    const packed = { ...file, path: 'b.txt', bytes: small.length, sha256: many[0].sha256 };
    expect(await client.import.files({ files: [packed] })).toMatchObject({ missing: [packed.sha256] });
    expect(await client.import.manyBytes({ blobs: [...many, ...many] })).toEqual({ kept: 1 });
    expect(await client.import.files({ files: [packed] })).toMatchObject({ added: 1, missing: [] });

    expect(await client.import.known({ runs: [run(id).id, 'nobody'] })).toMatchObject({ runs: [run(id).id] });
  });

  it.each([
    ['a field that is not known', { runs: [{ ...run('1'), extra: 1 }] }],
    ['a point of two numbers', { runs: [{ ...run('1'), metrics: [{ key: 'a', points: [[1, 2]] }] }] }],
    ['too many runs', { runs: Array.from({ length: 501 }, () => run('1')) }],
  ])('refuses %s', async (_title, body) => {
    const reply = await app.app.inject({ method: 'POST', url: '/api/v1/import/runs', payload: body });
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'REQUEST_INVALID']);
  });

  it('says of each entry why it was not taken, and takes the others', async () => {
    const { added, refused } = await app.client.import.runs({
      runs: [
        { ...run('999999'), id: 'of-nothing' },
        { ...run('0'), id: 'of-default', params: { 'with\0': 'x' } },
      ],
    });
    expect(added).toBe(1);
    expect(refused.map(({ subject }) => subject)).toEqual([
      'run "of-nothing"',
      'parameter "with\\u0000" of the run of-default',
    ]);
  });
});
