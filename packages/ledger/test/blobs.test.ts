import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlobStore } from '../src/index.ts';
import { bytesOf, textOf } from '../src/testing/index.ts';
import { testBlobs } from './blob-stores.ts';

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const absent = hashOf('nobody put this');

async function listed(blobs: BlobStore): Promise<string[]> {
  const hashes: string[] = [];
  for await (const { sha256 } of blobs.list()) hashes.push(sha256);
  return hashes;
}

describe.each(testBlobs())('blobs in $name', (kind) => {
  let blobs: BlobStore;
  beforeAll(async () => {
    blobs = await kind.open();
  });
  afterAll(() => kind.remove());

  it('keeps bytes by their hash and tells both hashes and the length', async () => {
    const facts = await blobs.put(bytesOf('good film'));
    expect(facts).toEqual({
      sha256: hashOf('good film'),
      md5: createHash('md5').update('good film').digest('hex'),
      bytes: 9,
    });
    expect(await blobs.has(facts.sha256)).toBe(true);
    expect(await textOf(await blobs.get(facts.sha256))).toBe('good film');
  });

  it('keeps no bytes at all', async () => {
    const { sha256, bytes } = await blobs.put(bytesOf(''));
    expect(bytes).toBe(0);
    expect(await textOf(await blobs.get(sha256))).toBe('');
  });

  it('takes what is there already once more', async () => {
    const first = await blobs.put(bytesOf('twice'));
    expect(await blobs.put(bytesOf('twice'))).toEqual(first);
    expect(await textOf(await blobs.get(first.sha256))).toBe('twice');
  });

  it('takes the same bytes from many at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => blobs.put(bytesOf('from many sides'))));
    expect(new Set(all.map(({ sha256 }) => sha256))).toEqual(new Set([hashOf('from many sides')]));
    expect(await textOf(await blobs.get(hashOf('from many sides')))).toBe('from many sides');
  });

  it('lists in order of the hashes, with length and age', async () => {
    const fresh = await kind.open();
    const texts = Array.from({ length: 30 }, (_, index) => `blob ${index}`);
    const before = Date.now();
    await Promise.all(texts.map((text) => fresh.put(bytesOf(text))));
    expect(await listed(fresh)).toEqual(texts.map(hashOf).sort());
    for await (const { bytes, storedMs } of fresh.list()) {
      expect([6, 7]).toContain(bytes);
      // S3 tells whole seconds.
      expect(storedMs).toBeGreaterThan(before - 2000);
    }
  });

  it('refuses what it does not have before the first byte', async () => {
    for (const hash of [absent, '../../etc/passwd', '', `${absent}0`, absent.toUpperCase()]) {
      await expect(blobs.get(hash)).rejects.toMatchObject({ code: 'BLOB_UNKNOWN' });
      expect(await blobs.has(hash)).toBe(false);
    }
  });

  it('removes, and does so again', async () => {
    const { sha256 } = await blobs.put(bytesOf('soon gone'));
    await blobs.remove(sha256);
    await blobs.remove(sha256);
    await blobs.remove('../..');
    expect(await blobs.has(sha256)).toBe(false);
  });

  it('refuses other bytes than were announced and keeps none of them', async () => {
    const fresh = await kind.open();
    const put = (expect_: { sha256?: string; bytes?: number }) =>
      fresh.put(bytesOf('good film'), { expect: expect_ });
    await expect(put({ sha256: absent })).rejects.toMatchObject({ code: 'BLOB_OTHER' });
    await expect(put({ bytes: 10 })).rejects.toMatchObject({ code: 'BLOB_CUT_SHORT' });
    await expect(put({ bytes: 8 })).rejects.toMatchObject({ code: 'BLOB_OTHER' });
    expect(await listed(fresh)).toEqual([]);
    expect(await put({ sha256: hashOf('good film'), bytes: 9 })).toMatchObject({ bytes: 9 });
  });

  it('says of an upload that breaks off that it did, and keeps nothing', async () => {
    const fresh = await kind.open();
    const breaking = async function* () {
      yield Buffer.from('half of ');
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    };
    await expect(fresh.put(breaking())).rejects.toMatchObject({ code: 'BLOB_CUT_SHORT', canRetry: true });
    expect(await listed(fresh)).toEqual([]);
  });

  it('passes on what a source says of itself', async () => {
    const own = new Error('this file is too large for this server');
    const failing = async function* () {
      yield Buffer.from('x');
      throw own;
    };
    await expect(blobs.put(failing())).rejects.toBe(own);
  });

  it('stops at a signal even where the source says nothing', async () => {
    const fresh = await kind.open();
    const silent = async function* () {
      yield Buffer.from('x');
      await new Promise(() => {});
    };
    const giveUp = new AbortController();
    const put = fresh.put(silent(), { signal: giveUp.signal });
    await sleep(20);
    giveUp.abort(new Error('enough'));
    await expect(put).rejects.toThrow('enough');
    expect(await listed(fresh)).toEqual([]);
  });

  it('shows nobody what is only staged', async () => {
    const staged = await blobs.stage(bytesOf('staged only'));
    await staged.discard();
    await staged.discard();
    expect(await blobs.has(staged.sha256)).toBe(false);
  });

  it('reads on while the bytes are removed or put again', async () => {
    const bytes = Buffer.alloc(3 << 20, 'long enough to be read in pieces ');
    const { sha256 } = await blobs.put(bytesOf(bytes, 1 << 20));
    const reading = await blobs.get(sha256);
    const whole = textOf(reading);
    await blobs.put(bytesOf(bytes, 1 << 20));
    expect(hashOf(await whole)).toBe(sha256);
  });

  it('carries 300 MB without holding them', { timeout: 120_000 }, async () => {
    const piece = Buffer.alloc(1 << 20);
    const stream = async function* (pieces: number) {
      for (let index = 0; index < pieces; index++) {
        piece.writeUInt32LE(index, 0);
        yield piece;
      }
    };
    const readAll = async (hash: string): Promise<number> => {
      let read = 0;
      for await (const chunk of await blobs.get(hash)) {
        read += (chunk as Uint8Array).length;
        // As whoever reads from a network does: others get their turn.
        if (read % (16 << 20) === 0) await sleep(0);
      }
      return read;
    };
    // What the engine and the pools take once is not what is asked about.
    await readAll((await blobs.put(stream(48))).sha256);
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const { sha256, bytes } = await blobs.put(stream(300));
    const read = await readAll(sha256);
    clearInterval(watch);
    expect([bytes, read]).toEqual([300 << 20, 300 << 20]);
    expect(peak - before).toBeLessThan(60 << 20);
    await blobs.remove(sha256);
  });
});
