import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RemoteConfig } from '../src/config/config.ts';
import type { Remote, Transfer } from '../src/remotes/remote.ts';
import { openS3Remote } from '../src/remotes/s3-remote.ts';
import { describeRemote } from '../src/testing/remote-contract.ts';

interface TestS3 {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
const given = process.env.VERDICT_TEST_S3;
const s3: TestS3 | null = given ? JSON.parse(given) : null;

function configured(changes: Readonly<Record<string, string>> = {}, url?: string): RemoteConfig {
  const { endpoint = '', region = '', bucket = '', credentials } = s3 ?? {};
  const { accessKeyId = '', secretAccessKey = '' } = credentials ?? {};
  const keys = { access_key_id: accessKeyId, secret_access_key: secretAccessKey };
  return {
    name: 'store',
    url: url ?? `s3://${bucket}/dvc-${process.pid}`,
    options: { endpointurl: endpoint, region, ...keys, ...changes },
  };
}

const keyOf = (bytes: Uint8Array): string => {
  const md5 = createHash('md5').update(bytes).digest('hex');
  return `files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`;
};

describe.skipIf(s3 === null)('a remote in S3', () => {
  let remote: Remote;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-dvc-s3-'));
    remote = await openS3Remote(configured());
  });
  afterAll(async () => {
    await remote.close();
    await rm(folder, { recursive: true, force: true });
  });

  const file = async (name: string, bytes: Uint8Array): Promise<Transfer> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return { key: keyOf(bytes), path };
  };

  it('brings back what was sent, byte for byte, files of no bytes and of several parts among them', async () => {
    const contents = [
      Buffer.alloc(0),
      Buffer.from('good film\r\n'),
      randomBytes(3e6),
      randomBytes(70 * 2 ** 20),
    ];
    const sent = await Promise.all(contents.map((bytes, at) => file(`out-${at}`, bytes)));
    const told: string[] = [];
    expect(await remote.upload(sent, { onDone: ({ key }) => told.push(key) })).toEqual([]);
    expect(told.sort()).toEqual(sent.map(({ key }) => key).sort());
    const back = sent.map(({ key }, at) => ({ key, path: join(folder, `in-${at}`) }));
    expect(await remote.download(back)).toEqual([]);
    for (const [at, { path }] of back.entries())
      expect((await readFile(path)).equals(contents[at])).toBe(true);
    const pieces: Uint8Array[] = [];
    for await (const piece of remote.read(sent[2].key)) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(contents[2])).toBe(true);
  });

  it('knows which of many are there, and lists them all', async () => {
    const made = Array.from({ length: 1200 }, (_, at) => Buffer.from(`text ${at}`));
    const sent = await Promise.all(made.map((bytes, at) => file(`many-${at}`, bytes)));
    expect(await remote.upload(sent)).toEqual([]);
    const absent = Array.from({ length: 50 }, (_, at) => keyOf(Buffer.from(`nobody ${at}`)));
    const asked = [...sent.map(({ key }) => key), ...absent];
    for (const jobs of [1, 7, 64])
      expect(await remote.existing(asked, { jobs })).toEqual(new Set(sent.map(({ key }) => key)));
    const listed = new Set<string>();
    for await (const { key, size } of remote.list('files/md5/')) {
      expect(size).toBeGreaterThanOrEqual(0);
      listed.add(key);
    }
    expect(sent.every(({ key }) => listed.has(key))).toBe(true);
    const none: string[] = [];
    for await (const { key } of remote.list('nothing/')) none.push(key);
    expect(none).toEqual([]);
  });

  it('reports the one that is missing, leaves nothing in its place, and carries the others', async () => {
    const sent = await file('one', Buffer.from('the one that is there'));
    await remote.upload([sent]);
    const gone = { key: keyOf(Buffer.from('never sent')), path: join(folder, 'gone') };
    const failures = await remote.download([gone, { ...sent, path: join(folder, 'came') }]);
    expect(failures).toMatchObject([{ transfer: gone, error: { code: 'OBJECT_MISSING' } }]);
    expect(await readFile(join(folder, 'came'), 'utf8')).toBe('the one that is there');
    expect(await readdir(folder)).not.toContain('gone');
    await expect(remote.read(gone.key)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'OBJECT_MISSING',
    });
  });

  it('has other bytes than the name says refused by the server', async () => {
    const { path } = await file('damaged', Buffer.from('these bytes'));
    const key = keyOf(Buffer.from('those bytes'));
    expect(await remote.upload([{ key, path }])).toMatchObject([{ error: { code: 'OBJECT_DAMAGED' } }]);
    expect(await remote.existing([key])).toEqual(new Set());
  });

  it('stops when it is told to', async () => {
    const sent = await file('stopped', randomBytes(1e6));
    await expect(remote.upload([sent], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it.each([
    [
      'a wrong secret',
      configured({ secret_access_key: 'wrong' }),
      'REMOTE_REFUSED',
      /refuses these credentials/,
    ],
    [
      'no such bucket',
      configured({}, 's3://not-there/x'),
      'REMOTE_REFUSED',
      /bucket not-there that is not there/,
    ],
    [
      'a server that is not there',
      configured({ endpointurl: 'http://127.0.0.1:9', connect_timeout: '1' }),
      'REMOTE_UNREACHABLE',
      /does not answer/,
    ],
  ])('says what to do about %s', async (_, config, code, message) => {
    const other = await openS3Remote(config);
    const key = keyOf(Buffer.from('x'));
    const said = { code, message: expect.stringMatching(message) };
    await expect(other.existing([key])).rejects.toMatchObject(said);
    const transfer = await file('x', Buffer.from('x'));
    await expect(other.upload([transfer])).rejects.toMatchObject(said);
    await expect(other.download([{ ...transfer, path: join(folder, 'y') }])).rejects.toMatchObject(said);
    await other.close();
  });
});

describe.skipIf(s3 === null)('a remote in S3, as every remote', () => {
  describeRemote(() =>
    openS3Remote(configured({}, `s3://${s3?.bucket}/dvc-${process.pid}/${randomBytes(8).toString('hex')}`)),
  );
});
