import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { embeddedMajor } from '../src/embedded/data-folder.ts';
import { lockHolder, openStore, type Store } from '../src/index.ts';
import { type Child, startChild } from '../src/testing/child.ts';
import { layStore } from '../src/testing/store-image.ts';
import { makeTempFolder, type TempFolder } from '../src/testing/temp-folder.ts';

const commits = new URL('./commit-process.ts', import.meta.url);
const steps = [{ name: '0001-row', sql: 'create table row (id bigint primary key, text text not null);' }];
interface Tables {
  row: { id: number; text: string };
}

// Some make a store, some open one in several processes one after another.
vi.setConfig({ testTimeout: 180_000 });

let home: TempFolder;
let children: Child[];
beforeEach(() => {
  home = makeTempFolder();
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  home.remove();
});
const open = (waitMs = 0): Promise<Store> => openStore({ kind: 'embedded', folder: home.path, waitMs });
const start = (): Child => {
  const child = startChild(commits, home.path);
  children.push(child);
  return child;
};

describe('a workspace', () => {
  test('keeps its rows, says what it is, and is free again when it is closed', async () => {
    const store = await open();
    const db = await store.database<Tables>({ schema: 'main', migrations: steps });
    await db.sql.insertInto('row').values({ id: 1, text: 'a' }).execute();
    await store.announce('http://127.0.0.1:8000');
    expect(await lockHolder(home.path)).toEqual({ pid: process.pid, url: 'http://127.0.0.1:8000' });
    const file = JSON.parse(readFileSync(join(home.path, 'workspace.json'), 'utf8'));
    expect(file).toEqual({
      format: 1,
      createdBy: expect.stringMatching(/^\d+\./),
      createdAt: expect.any(String),
    });
    await store.close();
    expect(await lockHolder(home.path)).toBeNull();
    expect(readdirSync(home.path).toSorted()).toEqual(['db', 'workspace.json']);
    expect(readFileSync(join(home.path, 'db', 'PG_VERSION'), 'utf8').trim()).toBe(embeddedMajor);

    const again = await open();
    const rows = (await again.database<Tables>({ schema: 'main', migrations: steps })).sql;
    expect(await rows.selectFrom('row').selectAll().execute()).toEqual([{ id: 1, text: 'a' }]);
    await again.close();
  });

  test('of a newer format is refused before anything in it is touched', async () => {
    const text = '{"format": 99}';
    writeFileSync(join(home.path, 'workspace.json'), text);
    await expect(open()).rejects.toMatchObject({ code: 'WORKSPACE_NEWER', canRetry: false });
    expect(readdirSync(home.path)).toEqual(['workspace.json']);
    expect(readFileSync(join(home.path, 'workspace.json'), 'utf8')).toBe(text);
  });

  test.each([
    ['older', '16', /backup/],
    ['newer', '19', /newer Verdict/],
  ])('whose store is of an %s PostgreSQL is refused, and its lock given back', async (_, major, remedy) => {
    mkdirSync(join(home.path, 'db'));
    writeFileSync(join(home.path, 'db', 'PG_VERSION'), `${major}\n`);
    await expect(open()).rejects.toMatchObject({ code: 'STORE_OTHER_VERSION', message: remedy });
    expect(existsSync(join(home.path, 'lock'))).toBe(false);
  });

  test('whose store is damaged is refused with what to do, and its lock given back', async () => {
    mkdirSync(join(home.path, 'db'));
    writeFileSync(join(home.path, 'db', 'PG_VERSION'), `${embeddedMajor}\n`);
    await expect(open()).rejects.toMatchObject({ code: 'STORE_UNREADABLE', message: /restore a backup/ });
    expect(existsSync(join(home.path, 'lock'))).toBe(false);
  });

  test('with files in the place of a store is refused, and they stay', async () => {
    mkdirSync(join(home.path, 'db'));
    writeFileSync(join(home.path, 'db', 'precious'), 'a');
    for (let time = 0; time < 2; time++)
      await expect(open()).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    expect(readdirSync(join(home.path, 'db'))).toEqual(['precious']);
  });

  test('that cannot be made is refused with what to do', async () => {
    writeFileSync(join(home.path, 'file'), '');
    const inFile = openStore({ kind: 'embedded', folder: join(home.path, 'file', 'home') });
    await expect(inFile).rejects.toMatchObject({ code: 'WORKSPACE_UNUSABLE' });
  });

  test('is not opened when the wish is withdrawn, and its lock is given back', async () => {
    const stop = new AbortController();
    const opening = openStore({ kind: 'embedded', folder: home.path, signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(join(home.path, 'lock'))).toBe(false);
    // What it had begun is no store yet, and the next opener begins anew.
    await (await open()).close();
    expect(existsSync(join(home.path, 'db.making'))).toBe(false);
  });
});

describe('killed with -9', () => {
  test('ten times amid commits, it has every row that it acknowledged', async () => {
    await layStore(home.path);
    let acknowledged: number[] = [];
    for (let round = 0; round < 10; round++) {
      const child = start();
      const there = (await child.line())?.split(' ').slice(1).filter(Boolean).map(Number) ?? [];
      expect(there.slice(0, acknowledged.length), child.stderr()).toEqual(acknowledged);
      // One more may have been committed than could be told.
      expect(there.length - acknowledged.length).toBeLessThanOrEqual(1);
      await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 250));
      await child.kill();
      acknowledged = [...there, ...(await child.lines()).map(Number)];
    }
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(acknowledged).toEqual(acknowledged.map((_, at) => at + 1));
  });

  test('while its store is being made for the first time, it begins again', async () => {
    const child = start();
    await expect.poll(() => existsSync(join(home.path, 'db', 'PG_VERSION')), { timeout: 60_000 }).toBe(true);
    await child.kill();
    expect(existsSync(join(home.path, 'db.making'))).toBe(true);
    const store = await open();
    await store.database({ schema: 'main', migrations: steps });
    await store.close();
  });
});

test('of two processes on one workspace the second is refused, and nothing is lost', async () => {
  await layStore(home.path);
  const child = start();
  expect(await child.line()).toBe('there ');
  await expect(open(200)).rejects.toMatchObject({
    code: 'STORE_LOCKED',
    holder: { pid: child.pid, url: null },
    message: expect.stringContaining(`process ${child.pid}`),
  });
  await child.kill();
  const told = (await child.lines()).map(Number);
  expect(told.length).toBeGreaterThan(0);
  const store = await open();
  const { sql } = await store.database<Tables>({ schema: 'main', migrations: steps });
  const rows = await sql.selectFrom('row').select('id').orderBy('id').execute();
  expect(rows.slice(0, told.length).map(({ id }) => id)).toEqual(told);
  await store.close();
});
