import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openStore, type Store } from '../src/index.ts';
import { makeTempFolder, type TempFolder } from '../src/testing/temp-folder.ts';

const steps = [
  {
    name: '0001-row',
    sql: 'create table row (id bigint primary key, text text not null); alter table row alter text set storage external;',
  },
];
interface Tables {
  row: { id: number; text: string };
}

/** A disk of a size of one's own takes a mount, which takes root. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts();
function mounts(): boolean {
  const folder = makeTempFolder();
  const done = mount(folder.path, '1m');
  if (done) spawnSync('umount', [folder.path]);
  folder.remove();
  return done;
}
function mount(folder: string, size: string, ...more: readonly string[]): boolean {
  const options = ['-o', [...more, `size=${size}`].join(',')];
  return spawnSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', folder]).status === 0;
}

describe.skipIf(!canMount)('the embedded store on a full disk', () => {
  let disk: TempFolder;
  beforeEach(() => {
    disk = makeTempFolder();
    mount(disk.path, '100m');
  });
  afterEach(() => {
    spawnSync('umount', ['-l', disk.path]);
    disk.remove();
  });
  const open = async (): Promise<{ store: Store; db: Database<Tables> }> => {
    const store = await openStore({ kind: 'embedded', folder: disk.path });
    return { store, db: await store.database<Tables>({ schema: 'main', migrations: steps }) };
  };
  const ids = async (db: Database<Tables>): Promise<number[]> =>
    (await db.sql.selectFrom('row').select('id').orderBy('id').execute()).map(({ id }) => id);

  test('says so, keeps what it acknowledged, and goes on when there is room', async () => {
    const { store, db } = await open();
    const text = 'x'.repeat(100_000);
    const acknowledged: number[] = [];
    let refusal: unknown = null;
    for (let id = 1; refusal === null; id++) {
      await db.sql
        .insertInto('row')
        .values({ id, text })
        .execute()
        .then(
          () => acknowledged.push(id),
          (error: unknown) => {
            refusal = error;
          },
        );
    }
    expect(refusal).toMatchObject({ code: 'DISK_FULL', canRetry: true });
    expect(acknowledged.length).toBeGreaterThan(100);
    await store.close();

    mount(disk.path, '400m', 'remount');
    const again = await open();
    expect(await ids(again.db)).toEqual(acknowledged);
    await again.db.sql.insertInto('row').values({ id: 0, text: '' }).execute();
    await again.store.close();
  }, 120_000);

  test('is not opened, and is opened once there is room', async () => {
    const { store, db } = await open();
    await db.sql.insertInto('row').values({ id: 1, text: 'a' }).execute();
    await store.close();
    const ballast = join(disk.path, 'ballast');
    expect(() => writeFileSync(ballast, Buffer.alloc(120 * 1024 * 1024))).toThrow('ENOSPC');
    await expect(open()).rejects.toMatchObject({ code: 'DISK_FULL', canRetry: true });
    rmSync(ballast);
    const again = await open();
    expect(await ids(again.db)).toEqual([1]);
    await again.store.close();
  }, 120_000);

  test('is not made where there is too little, and says why in words', async () => {
    mount(disk.path, '12m', 'remount');
    const refusal = await open().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'DISK_FULL' });
    expect(String(refusal)).not.toContain('[object');
  }, 120_000);
});
