import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createClient, type ServingClient } from '@verdict/api';
import { testStores } from '@verdict/db/testing';
import { checkServingKey, keepBlob } from '@verdict/ledger';
import { inProcessFetch } from '@verdict/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServingSource } from '../src/serving/serving-source.ts';
import { localSource } from '../src/serving/source-local.ts';
import { type RemoteSource, remoteSource } from '../src/serving/source-remote.ts';
import { type RecordApp, recordApp } from './record/record-app.ts';
import { smallModelFile } from './small-models.ts';

const url = 'http://localhost';
const log = { warn: () => {} };

describe.each(testStores())('a source of what to serve, on $name', (store) => {
  let at: RecordApp;
  let folder: string;
  let bytes: Uint8Array;
  let sha256: string;

  beforeAll(async () => {
    at = await recordApp(store);
    bytes = await smallModelFile();
    sha256 = createHash('sha256').update(bytes).digest('hex');
    await at.client.models.register('reviews', bytes);
    await at.client.models.register('reviews', await smallModelFile('logreg'));
    await at.client.models.promote('reviews', { version: 1, force: true, reason: 'a test' });
  }, 120_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-source-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const overHttp = (fetch = inProcessFetch(at.app)): ServingClient =>
    createClient({ url, fetch, retries: { most: 0 } }).serving;
  const away: ServingClient = createClient({
    url,
    retries: { most: 0 },
    fetch: () => Promise.reject(new Error('nobody is there')),
  }).serving;
  const remote = (client = overHttp(), of = url): RemoteSource =>
    remoteSource({ client, url: of, folder, log });

  const sources: readonly (readonly [string, () => ServingSource])[] = [
    ['of the record in this process', () => localSource(at.ledger)],
    ['of the record over HTTP', () => remote()],
  ];
  describe.each(sources)('%s', (_name, open) => {
    test('says what is in service, and nothing where nothing has changed', async () => {
      const source = open();
      const serving = await source.read(null);
      expect(serving).toMatchObject({
        versions: [{ model: 'reviews', version: 1, runId: null, sha256, bytes: bytes.length }],
        challengers: [],
        traffic: [],
      });
      expect(await source.read(serving?.revision ?? '')).toBeNull();
      // Whoever could not do what was said asks again as if it had not been said.
      expect(await source.read('another')).toEqual(serving);
    });

    test('says what is tried, with its rules', async () => {
      const source = open();
      await at.client.models.setTraffic('reviews', { mode: 'canary', version: 2, percent: 12.5 });
      try {
        expect(await source.read(null)).toEqual(await localSource(at.ledger).read(null));
        expect((await source.read(null))?.traffic).toMatchObject([{ challenger: 2, percent: 12.5 }]);
      } finally {
        await at.client.models.endTraffic('reviews');
      }
    });

    test('knows versions that are not in service, and no others', async () => {
      const source = open();
      expect(await source.version('reviews', 2)).toMatchObject({ model: 'reviews', version: 2 });
      expect(await source.version('reviews', 3)).toBeNull();
      expect(await source.version('nothing', 1)).toBeNull();
      expect(await source.version('re\0views', 1)).toBeNull();
      expect(await source.version('reviews', 2 ** 40)).toBeNull();
      expect(await source.version('reviews', 1.5)).toBeNull();
    });

    test('gives a model file as it is, and no bytes that are none', async () => {
      const source = open();
      expect(Buffer.from(await source.bytes(sha256)).equals(Buffer.from(bytes))).toBe(true);
      await expect(source.bytes('0'.repeat(64))).rejects.toMatchObject({ code: 'MODEL_REFUSED' });
    });
  });

  test('over HTTP, bytes that are no model are not given: a key that serves reads no data', async () => {
    const other = await keepBlob(at.ledger, Readable.from([Buffer.from('text,label\na,x\n')]));
    await expect(overHttp().file(other.sha256)).rejects.toMatchObject({ code: 'MODEL_VERSION_UNKNOWN' });
  });

  test('what was heard is there again while nobody answers, and files too', async () => {
    const first = remote();
    const heard = await first.read(null);
    await first.bytes(sha256);
    const second = remote(away);
    expect(await second.read(null)).toEqual(heard);
    expect(second.reachable()).toBe(false);
    expect((await second.bytes(sha256)).length).toBe(bytes.length);
    // From then on it says that nobody answers, and keeps what it has.
    await expect(second.read(heard?.revision ?? '')).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await expect(second.version('reviews', 2)).rejects.toMatchObject({ code: 'UPSTREAM_AWAY' });
  });

  test('what another server said is not believed', async () => {
    await remote().read(null);
    await expect(remote(away, 'http://other').read(null)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  test('a damaged state is as none; a damaged file is fetched again', async () => {
    const source = remote();
    await source.read(null);
    await source.bytes(sha256);
    const path = join(folder, 'models', `${sha256}.verdict`);
    await writeFile(path, bytes.subarray(0, 100));
    expect((await source.bytes(sha256)).length).toBe(bytes.length);
    expect((await readFile(path)).length).toBe(bytes.length);
    for (const state of ['{"url":', 'null', JSON.stringify({ url, state: { revision: 1 } })]) {
      await writeFile(join(folder, 'state.json'), state);
      await expect(remote(away).read(null)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    }
  });

  test('an answer of something else is refused, and keeps no state', async () => {
    const other = overHttp(async () => Response.json({ hello: 'world' }));
    await expect(remote(other).read(null)).rejects.toMatchObject({ code: 'UPSTREAM_REFUSED' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('bytes that were changed on the way are refused and not kept', async () => {
    const changed = overHttp(async () => new Response('something else'));
    await expect(remote(changed).bytes(sha256)).rejects.toMatchObject({ code: 'UPSTREAM_REFUSED' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('a folder that cannot be written keeps nobody from serving', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const source = remoteSource({ client: overHttp(), url, folder: join(file, 'below'), log });
    expect((await source.read(null))?.versions).toHaveLength(1);
    expect((await source.bytes(sha256)).length).toBe(bytes.length);
  });

  test('keys are good until they are revoked, expire, or their account is disabled', async () => {
    const source = remote();
    const make = (name: string, account: string, expires_ms: number | null = null) =>
      at.client.keys.create({ account, name, scopes: ['predict'], expires_ms });
    await at.client.accounts.create({ name: 'ada', role: 'viewer' });
    await at.client.accounts.create({ name: 'bob', role: 'viewer' });
    const good = await make('good', 'ada');
    const revoked = await make('revoked', 'ada');
    const disabled = await make('disabled', 'bob');
    const soon = await make('soon', 'ada', Date.now() + 60_000);
    await source.read(null);
    const check = (secret: string, nowMs = Date.now()) => checkServingKey(source.keys(), secret, nowMs);
    expect(check(good.secret)).toMatchObject({
      account: 'ada',
      actor: 'ada/key:good',
      permissions: ['predict'],
    });
    for (const { secret } of [revoked, disabled, soon]) expect(check(secret)).not.toBeNull();
    await at.client.keys.revoke(revoked.key.id);
    await at.client.accounts.update('bob', { disabled: true });
    await source.read(null);
    expect(check(good.secret)).not.toBeNull();
    expect(check(revoked.secret)).toBeNull();
    expect(check(disabled.secret)).toBeNull();
    expect(check(soon.secret, Date.now() + 60_001)).toBeNull();
    expect(check(`${good.secret.slice(0, -1)}${good.secret.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    expect(check('vk_nonsense')).toBeNull();
  });

  test('lets nobody in while its own key is refused, and all of them when it is good again', async () => {
    let refused = false;
    const problem = { code: 'CREDENTIALS_REFUSED', status: 401, detail: 'No.', can_retry: false };
    const ask = inProcessFetch(at.app);
    const source = remote(
      overHttp(async (to, init) => (refused ? Response.json(problem, { status: 401 }) : ask(to, init))),
    );
    const { secret } = await at.client.keys.create({ name: 'caller', scopes: ['predict'], account: 'ada' });
    const letsIn = () => checkServingKey(source.keys(), secret, Date.now()) !== null;
    await source.read(null);
    expect(letsIn()).toBe(true);
    refused = true;
    await expect(source.read(null)).rejects.toMatchObject({ status: 401 });
    expect(letsIn()).toBe(false);
    refused = false;
    await source.read(null);
    expect(letsIn()).toBe(true);
  });
});
