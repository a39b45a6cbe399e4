import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { md5Of } from '../hash/md5.ts';
import type { Remote } from '../remotes/remote.ts';

/** What every remote has to keep; each call of `open` gives a remote with nothing on it. */
export function describeRemote(open: () => Promise<Remote>): void {
  let remote: Remote;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'verdict-remote-'));
    remote = await open();
  });
  afterEach(async () => {
    await remote.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (content: string | Uint8Array) => {
    const bytes = Buffer.from(content);
    const md5 = md5Of(bytes);
    const path = join(folder, `sent-${md5}`);
    writeFileSync(path, bytes);
    return { key: `files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`, path, bytes };
  };

  test('brings back what it was given, byte for byte, and says when each is done', async () => {
    const sent = [file(''), file('a\r\nb'), file(Buffer.alloc(3 * 2 ** 20, 'x'))];
    const done: string[] = [];
    expect(await remote.upload(sent, { onDone: ({ key }) => done.push(key) })).toEqual([]);
    expect(done.toSorted()).toEqual(sent.map(({ key }) => key).toSorted());
    const received = sent.map(({ key }, at) => ({ key, path: join(folder, `back-${at}`) }));
    expect(await remote.download(received)).toEqual([]);
    for (const [at, { bytes }] of sent.entries())
      expect(readFileSync(received[at]!.path).equals(bytes)).toBe(true);
  });

  test('knows which objects are there, and lists them with their sizes', async () => {
    const sent = [file('one'), file('three')];
    await remote.upload(sent);
    const missing = file('never sent').key;
    const keys = sent.map(({ key }) => key);
    expect(await remote.existing([...keys, missing])).toEqual(new Set(keys));
    expect(await remote.existing([])).toEqual(new Set());
    const listed = await all(remote.list('files/md5/'));
    expect(listed.toSorted((a, b) => a.size - b.size)).toEqual([
      { key: keys[0], size: 3 },
      { key: keys[1], size: 5 },
    ]);
    expect(await all(remote.list('files/sha256/'))).toEqual([]);
  });

  test('says of what is not there that it is missing, brings the rest and leaves nothing in its place', async () => {
    const there = file('there');
    await remote.upload([there]);
    const path = join(folder, 'gone');
    const failures = await remote.download([
      { key: file('not there').key, path },
      { key: there.key, path: join(folder, 'back') },
    ]);
    expect(failures).toMatchObject([{ error: { code: 'OBJECT_MISSING' } }]);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(join(folder, 'back'), 'utf8')).toBe('there');
    await expect(all(remote.read(file('not there').key))).rejects.toMatchObject({
      code: 'OBJECT_MISSING',
    });
  });

  test('reports a file that cannot be read, and sends the rest', async () => {
    const sent = file('sent');
    const unreadable = join(folder, 'folder');
    mkdirSync(unreadable);
    const failures = await remote.upload([{ key: file('other').key, path: unreadable }, sent]);
    expect(failures).toHaveLength(1);
    expect(await remote.existing([sent.key, file('other').key])).toEqual(new Set([sent.key]));
  });

  test('reads an object in pieces', async () => {
    const sent = file(Buffer.alloc(2 ** 21, 'y'));
    await remote.upload([sent]);
    const pieces = await all(remote.read(sent.key), (piece) => Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(sent.bytes)).toBe(true);
  });

  test('stops when it is told to', async () => {
    const sent = file('x');
    const signal = AbortSignal.abort();
    await expect(remote.upload([sent], { signal })).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(remote.existing([sent.key], { signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });
}

/** Everything that an iterable gives; pieces may be overwritten by the next, so that they are copied. */
export async function all<Item, Kept = Item>(
  items: AsyncIterable<Item>,
  keep: (item: Item) => Kept = (item) => item as unknown as Kept,
): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const item of items) kept.push(keep(item));
  return kept;
}
