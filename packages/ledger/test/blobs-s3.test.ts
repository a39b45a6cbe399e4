import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type S3Place, s3Blobs } from '../src/index.ts';
import { bytesOf, textOf } from '../src/testing/index.ts';
import { testS3 } from './blob-stores.ts';

const place = testS3();

/** A way to the S3 server that can be cut and mended. */
interface Way {
  readonly endpoint: string;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
}

async function wayTo(endpoint: string): Promise<Way> {
  const target = new URL(endpoint);
  const open = new Set<Socket>();
  const listen = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer((near) => {
        const far = connect(Number(target.port), target.hostname);
        for (const socket of [near, far]) {
          open.add(socket);
          socket.on('error', () => {});
          socket.on('close', () => open.delete(socket));
        }
        near.pipe(far).pipe(near);
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server = await listen(0);
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
    mend: async () => {
      server = await listen(port);
    },
  };
}

describe.skipIf(place === null)('blobs in S3', () => {
  const given = place as S3Place;
  let tempFolder: string;
  beforeAll(async () => {
    tempFolder = await mkdtemp(join(tmpdir(), 'verdict-s3-test-'));
  });
  afterAll(() => rm(tempFolder, { recursive: true }));

  it('leave nothing in the folder where they wait', async () => {
    const blobs = await s3Blobs({ ...given, tempFolder });
    await blobs.put(bytesOf('good film'));
    await expect(blobs.put(bytesOf('x'), { expect: { bytes: 2 } })).rejects.toThrow();
    expect(await readdir(tempFolder)).toEqual([]);
  });

  it('lie at the top of a bucket that has no prefix for them', async () => {
    const blobs = await s3Blobs({ ...given, prefix: '', tempFolder });
    const { sha256 } = await blobs.put(bytesOf('at the top'));
    const hashes: string[] = [];
    for await (const blob of blobs.list()) hashes.push(blob.sha256);
    expect(hashes).toContain(sha256);
    await blobs.remove(sha256);
  });

  it('say at once that the credentials are wrong', async () => {
    const credentials = {
      ...given.credentials,
      accessKeyId: given.credentials?.accessKeyId ?? '',
      secretAccessKey: 'wrong',
    };
    await expect(s3Blobs({ ...given, credentials, tempFolder })).rejects.toMatchObject({
      code: 'BLOB_STORE_FAILED',
      message: expect.stringMatching(/refuses these credentials/),
    });
  });

  it('say at once that the bucket is not there', async () => {
    await expect(s3Blobs({ ...given, bucket: 'no-such-bucket', tempFolder })).rejects.toMatchObject({
      code: 'BLOB_STORE_FAILED',
      message: 'S3 has no bucket no-such-bucket; make it, or name another.',
    });
  });

  it('say while S3 is gone that it is, and go on when it is back', { timeout: 60_000 }, async () => {
    const way = await wayTo(given.endpoint ?? '');
    const blobs = await s3Blobs({
      ...given,
      endpoint: way.endpoint,
      prefix: `${given.prefix}/gone`,
      tempFolder,
    });
    const { sha256 } = await blobs.put(bytesOf('before'));
    await way.cut();
    const gone = {
      code: 'BLOB_STORE_FAILED',
      canRetry: true,
      message: expect.stringMatching(/does not answer/),
    };
    await expect(blobs.put(bytesOf('meanwhile'))).rejects.toMatchObject(gone);
    await expect(blobs.get(sha256)).rejects.toMatchObject(gone);
    await expect(blobs.has(sha256)).rejects.toMatchObject(gone);
    await expect(blobs.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject(gone);
    expect(await readdir(tempFolder)).toEqual([]);
    await way.mend();
    expect(await textOf(await blobs.get(sha256))).toBe('before');
    await blobs.put(bytesOf('meanwhile'));
    await way.cut();
  });

  it('tell a reader whose way is cut that there was no end', async () => {
    const way = await wayTo(given.endpoint ?? '');
    const blobs = await s3Blobs({
      ...given,
      endpoint: way.endpoint,
      prefix: `${given.prefix}/cut`,
      tempFolder,
    });
    const { sha256 } = await blobs.put(bytesOf(Buffer.alloc(24 << 20, 'long'), 1 << 20));
    const reading = await blobs.get(sha256);
    const read = async (): Promise<void> => {
      let first = true;
      for await (const _ of reading) {
        if (first) await way.cut();
        first = false;
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'BLOB_STORE_FAILED' });
  });
});
