import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestStore, testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { extract, pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { readCounters, readTables } from '../src/backup/catalog.store.ts';
import { addDatasetVersion } from '../src/datasets/add-dataset-version.ts';
import {
  type BlobStore,
  keepBlob,
  recordEvent,
  restoreBackup,
  verifyDatasetVersion,
  writeBackup,
} from '../src/index.ts';
import { bytesOf, type TestLedger, testActor, testLedger, textOf } from '../src/testing/index.ts';
import { testBlobs } from './blob-stores.ts';
import { frozenOf } from './frozen.ts';

const stores = testStores();
const places = testBlobs();
const ledgers: TestLedger[] = [];

async function newLedger(store: TestStore, blobs?: BlobStore): Promise<TestLedger> {
  const ledger = await testLedger(store, blobs ? { blobs } : {});
  ledgers.push(ledger);
  return ledger;
}

afterAll(async () => {
  for (const ledger of ledgers) await ledger.remove();
  for (const store of stores) await store.close();
  for (const place of places) await place.remove();
});

/** Every row of every table as the database writes it, in no order; and every blob's bytes by their hash. */
async function contentsOf(ledger: TestLedger) {
  const rows: Record<string, string[]> = {};
  for (const { name, columns } of await readTables(ledger.sql)) {
    const texts = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
    const found = await sql<{
      row: string;
    }>`select array[${texts}]::text as row from ${sql.table(name)}`.execute(ledger.sql);
    rows[name] = found.rows.map(({ row }) => row).sort();
  }
  const blobs: [string, string][] = [];
  for await (const { sha256 } of ledger.blobs.list()) {
    const hash = createHash('sha256');
    for await (const chunk of await ledger.blobs.get(sha256)) hash.update(chunk as Uint8Array);
    blobs.push([sha256, hash.digest('hex')]);
  }
  return { rows, blobs, counters: await readCounters(ledger.sql) };
}

/** A record with a little of everything, and with every value that is hard to carry. */
async function fill(ledger: TestLedger): Promise<void> {
  const { frozen, file } = frozenOf([['good\nfilm', 'pos'], ['böse 😀 "quoted"', 'neg']]); // biome-ignore format: rows
  await addDatasetVersion(ledger, testActor, { name: 'reviews', frozen, body: bytesOf(file, 4096) });
  await sql`insert into account (name, role, created_ms, updated_ms) values ('ada', 'admin', 1, 2)`.execute(
    ledger.sql,
  );
  await sql`insert into api_key (id, account_id, name, secret_sha256, scopes, created_ms)
    select 'k', id, 'key', 's', array['read', 'a "quoted", {odd} one', '', 'NULL'], 1 from account`.execute(
    ledger.sql,
  );
  await sql`insert into api_key (id, account_id, name, secret_sha256, scopes, created_ms)
    select 'none', id, 'key', 's', '{}', 1 from account`.execute(ledger.sql);
  await sql`insert into setting (key, value, updated_ms) values ('null', 'null', 1), ('text', '"x"', 1),
    ('number', '123456789012345678901234567890.5', 1), ('deep', '{"a": [1, null, {"b": "\\u00e9"}]}', 1)`.execute(
    ledger.sql,
  );
  await sql`insert into experiment (name, created_ms, updated_ms) values ('second', 1, 1), ('third', 1, 1)`.execute(
    ledger.sql,
  );
  await sql`delete from experiment where name = 'third'`.execute(ledger.sql);
  await sql`insert into run (id, experiment_id, name, status, start_ms, created_ms, updated_ms, created_by)
    values ('r1', 0, E'tab\tand\nline', 'finished', 9007199254740993, 0, 0, 'x')`.execute(ledger.sql);
  await sql`insert into run_param (run_no, key, value) select no, 'back\\slash', E'\u0001 " \\ / \u2028 \r\n' from run`.execute(
    ledger.sql,
  );
  await sql`insert into metric (run_no, key, value, step, at_ms) select no, 'loss', 'NaN', 1, 1 from run`.execute(
    ledger.sql,
  );
  await sql`insert into metric_point (metric_id, at_ms, step, value)
    select id, v.at, v.step, v.value from metric cross join (values
      (1::bigint, 9223372036854775807::bigint, 'NaN'::float8), (1, -9223372036854775808, 'Infinity'), (1, 0, '-Infinity'),
      (1, 1, '-0'), (2, 1, 0.1), (2, 2, 5e-324), (2, 3, 1.7976931348623157e308), (3, 1, 0.30000000000000004)
    ) v (at, step, value)`.execute(ledger.sql);
  // More than a page, with keys that no JavaScript number tells apart.
  await sql`insert into metric_point (metric_id, at_ms, step, value)
    select id, 4, 9007199254740992 + n, n / 3.0 from metric cross join generate_series(1, 2000) n`.execute(
    ledger.sql,
  );
  for (const text of ['', 'an artifact', 'another']) {
    const { sha256, bytes } = await keepBlob(ledger, bytesOf(text));
    await ledger.sql
      .insertInto('artifact')
      .values({ run_no: 1, path: `folder/${text}`, blob_sha256: sha256, bytes, created_ms: 1 })
      .execute();
  }
  await keepBlob(ledger, bytesOf(randomBytes(3 << 20), 1 << 16));
  await recordEvent(ledger, testActor, {
    action: 'x',
    subjectKind: 'y',
    subject: 'z',
    after: { n: [null, 'é'] },
  });
}

async function backupOf(ledger: TestLedger): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const tar = await writeBackup(ledger, { tempFolder: join(ledger.folder, 'tmp') });
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const restore = (ledger: TestLedger, tar: AsyncIterable<Uint8Array>) =>
  restoreBackup(ledger, tar, { tempFolder: join(ledger.folder, 'tmp') });

const pieces = (tar: Buffer): AsyncIterable<Uint8Array> => bytesOf(tar, 10_000);

/** The same tar with a file changed, left out or put in. */
async function changed(
  tar: Buffer,
  change: (name: string, content: Buffer) => readonly (readonly [name: string, content: Buffer])[],
): Promise<Buffer> {
  const reading = extract();
  Readable.from([tar]).pipe(reading);
  const writing = pack();
  for await (const entry of reading) {
    const content: Buffer[] = [];
    for await (const chunk of entry) content.push(chunk as Buffer);
    for (const [name, bytes] of change(entry.header.name, Buffer.concat(content)))
      writing.entry({ name }, bytes);
  }
  writing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of writing) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function assertUntouched(ledger: TestLedger): Promise<void> {
  const { rows, blobs } = await contentsOf(ledger);
  expect(Object.entries(rows).flatMap(([table, list]) => list.map(() => table))).toEqual(['experiment']);
  expect(blobs).toEqual([]);
  expect(await readdir(join(ledger.folder, 'tmp')).catch(() => [])).toEqual([]);
}

const ways = stores.flatMap((from) => stores.flatMap((to) => places.map((place) => ({ from, to, place }))));

describe('a backup', () => {
  it.each(ways)(
    'of $from.name comes back on $to.name with blobs in $place.name, row by row and byte by byte',
    async ({ from, to, place }) => {
      const source = await newLedger(from);
      await fill(source);
      const target = await newLedger(to, await place.open());
      const restored = await restore(target, pieces(await backupOf(source)));
      const before = await contentsOf(source);
      expect(await contentsOf(target)).toEqual(before);
      expect(restored).toMatchObject({ blobs: 5, rows: Object.values(before.rows).flat().length });
      expect(await verifyDatasetVersion(target, 'reviews', 1)).toMatchObject({ intact: true });
      for (const ledger of [source, target]) {
        expect(await readdir(join(ledger.folder, 'tmp'))).toEqual([]);
      }
      // An id that was handed out once never comes again, although its row is gone.
      const next = await target.sql
        .insertInto('experiment')
        .values({ name: 'next', created_ms: 1, updated_ms: 1 })
        .returning('id')
        .executeTakeFirstOrThrow();
      expect(next.id).toBe(3);
      // And back again, from where it went to.
      const back = await newLedger(from);
      await target.sql.deleteFrom('experiment').where('name', '=', 'next').execute();
      await restore(back, pieces(await backupOf(target)));
      expect((await contentsOf(back)).rows).toEqual(before.rows);
    },
  );

  it('of an empty record is one too', async () => {
    const target = await newLedger(stores[0]);
    expect(await restore(target, pieces(await backupOf(await newLedger(stores[0]))))).toMatchObject({
      blobs: 0,
      rows: 1,
    });
  });

  it('can be looked into with tar and sha256sum', async () => {
    const { execFileSync } = await import('node:child_process');
    const source = await newLedger(stores[0]);
    await fill(source);
    const folder = join(source.folder, 'unpacked');
    await mkdir(folder);
    execFileSync('tar', ['-x', '-C', folder], { input: await backupOf(source) });
    const said = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(
      said
        .trim()
        .split('\n')
        .every((line) => line.endsWith(': OK')),
    ).toBe(true);
    expect(said).toContain('manifest.json: OK');
  });
});

describe.each(stores)('a backup on $name', (store) => {
  it('taken while others write is one moment of the record, with every blob', {
    timeout: 120_000,
  }, async () => {
    const source = await newLedger(store);
    await fill(source);
    let writing = true;
    let written = 0;
    const writer = async (id: number): Promise<void> => {
      for (let at = 0; writing; at++) {
        const { sha256, bytes } = await keepBlob(source, bytesOf(`writer ${id} writes ${at}`));
        await source.transaction(async ({ sql: db }) => {
          const run = await db
            .insertInto('run')
            .values({
              id: `w${id}-${at}`,
              experiment_id: 0,
              name: 'w',
              status: 'running',
              start_ms: at,
              end_ms: null,
              created_ms: at,
              updated_ms: at,
              created_by: 'w',
              request_id: null,
              deleted_ms: null,
            })
            .returning('no')
            .executeTakeFirstOrThrow();
          await db
            .insertInto('run_param')
            .values({ run_no: run.no, key: 'at', value: `${at}` })
            .execute();
          const metric = await db
            .insertInto('metric')
            .values({ run_no: run.no, key: 'm', value: at, step: 0, at_ms: at })
            .returning('id')
            .executeTakeFirstOrThrow();
          await db
            .insertInto('metric_point')
            .values([0, 1, 2].map((step) => ({ metric_id: metric.id, at_ms: at, step, value: at })))
            .execute();
          await db
            .insertInto('artifact')
            .values({ run_no: run.no, path: 'a', blob_sha256: sha256, bytes, created_ms: at })
            .execute();
        });
        written++;
      }
    };
    const writers = Promise.all([1, 2, 3].map(writer));
    while (written < 30) await new Promise((resolve) => setTimeout(resolve, 5));
    const tar = await backupOf(source);
    const writtenAfter = written;
    while (written < writtenAfter + 10) await new Promise((resolve) => setTimeout(resolve, 5));
    writing = false;
    await writers;
    const target = await newLedger(store);
    await restore(target, pieces(tar));
    const { rows, blobs } = await contentsOf(target);
    const runs = rows.run.length - 1;
    expect(runs).toBeGreaterThanOrEqual(30);
    expect(runs).toBeLessThan(written);
    expect([rows.run_param.length - 1, rows.metric.length - 1, rows.artifact.length - 3]).toEqual([
      runs,
      runs,
      runs,
    ]);
    expect(rows.metric_point.length - 2_008).toBe(3 * runs);
    for (const [sha256, found] of blobs) expect(found).toBe(sha256);
    const recorded = await target.sql.selectFrom('blob').select('sha256').orderBy('sha256').execute();
    expect(recorded.map(({ sha256 }) => sha256)).toEqual(blobs.map(([sha256]) => sha256));
    // What it holds is what the source holds of it, row by row.
    const now = await contentsOf(source);
    for (const table of ['run', 'run_param', 'metric', 'metric_point', 'artifact', 'blob']) {
      const all = new Set(now.rows[table]);
      expect(rows[table].filter((row) => !all.has(row))).toEqual([]);
    }
  });

  it('is refused by a record that has something', async () => {
    const tar = await backupOf(await newLedger(store));
    const target = await newLedger(store);
    await target.sql.insertInto('dataset').values({ name: 'mine', created_ms: 1 }).execute();
    await expect(restore(target, pieces(tar))).rejects.toMatchObject({
      code: 'NOT_EMPTY',
      message: expect.stringContaining('dataset'),
    });
  });

  it('that is cut anywhere is refused and leaves nothing', { timeout: 120_000 }, async () => {
    const source = await newLedger(store);
    await fill(source);
    const tar = await backupOf(source);
    const target = await newLedger(store);
    // A tar ends with two empty blocks that nobody needs.
    const needed = tar.length - 1024;
    const cuts = [
      0,
      1,
      511,
      512,
      700,
      3000,
      ...[0.1, 0.3, 0.5, 0.7, 0.9].map((part) => Math.floor(part * needed)),
      needed - 512,
      needed - 1500,
    ];
    for (const cut of cuts) {
      await expect(restore(target, pieces(tar.subarray(0, cut))), `cut at ${cut}`).rejects.toMatchObject({
        code: 'BACKUP_DAMAGED',
      });
      await assertUntouched(target);
    }
    await restore(target, pieces(tar));
  });

  it('that was altered is refused and leaves nothing', { timeout: 120_000 }, async () => {
    const source = await newLedger(store);
    await fill(source);
    const tar = await backupOf(source);
    const target = await newLedger(store);
    const on = (
      wanted: RegExp,
      alter: (name: string, content: Buffer) => readonly (readonly [string, Buffer])[],
    ) => changed(tar, (name, content) => (wanted.test(name) ? alter(name, content) : [[name, content]]));
    const swap = (content: Buffer, from: string, to: string) =>
      Buffer.from(content.toString().replace(from, to));
    const altered = {
      'a row changed': await on(/tables\/account/, (name, content) => [[name, swap(content, 'ada', 'eve')]]),
      'a table without its last row': await on(/tables\/metric_point/, (name, content) => [
        [name, content.subarray(0, content.lastIndexOf('\n', content.length - 2) + 1)],
      ]),
      'a table gone': await on(/tables\/event/, () => []),
      'a blob changed': await on(/blobs\//, (name, content) => [
        [name, Buffer.from(content.map((byte) => byte ^ 1))],
        ...(content.length ? [] : [[`${name}x`, content] as const]),
      ]),
      'the blobs gone': await on(/blobs\//, () => []),
      'the manifest changed': await on(/manifest/, (name, content) => [
        [name, swap(content, '"createdMs": 1', '"createdMs": 2')],
      ]),
      'a sum changed': await on(/SUMS/, (name, content) => [
        [name, swap(content, content.subarray(0, 8).toString(), '00000000')],
      ]),
      'no sums': await on(/SUMS/, () => []),
      'a file behind the sums': await on(/SUMS/, (name, content) => [[name, content], ['more', Buffer.from('x')]]), // biome-ignore format: files
      'a file that nobody knows': await on(/tables\/run$|manifest/, (name, content) => [[name, content], ['../../etc/passwd', Buffer.from('x')]]), // biome-ignore format: files
      'a table twice': await on(/tables\/account/, (name, content) => [[name, content], [name, content]]), // biome-ignore format: files
      'no manifest': await on(/manifest/, () => []),
      'no tar at all': Buffer.from('hello, I am no tar'.repeat(100)),
    };
    for (const [what, bytes] of Object.entries(altered)) {
      await expect(restore(target, pieces(bytes)), what).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
      await assertUntouched(target);
    }
    const newer = await on(/manifest/, (name, content) => [
      [name, swap(content, '"name": "0', '"name": "9')],
    ]);
    await expect(restore(target, pieces(newer))).rejects.toMatchObject({ code: 'BACKUP_OTHER_VERSION' });
    await assertUntouched(target);
  });

  it('whose source breaks off passes on what the source says', async () => {
    const tar = await backupOf(await newLedger(store));
    const target = await newLedger(store);
    const breaking = (async function* () {
      yield tar.subarray(0, 2000);
      throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    })();
    await expect(restore(target, breaking)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await assertUntouched(target);
  });

  it('of a record whose blob is gone or rotten never ends as if it were whole', async () => {
    const source = await newLedger(store);
    const { sha256 } = await keepBlob(source, bytesOf('to be lost'));
    const path = join(source.folder, 'blobs', 'sha256', sha256.slice(0, 2), sha256.slice(2));
    await chmod(path, 0o644);
    await writeFile(path, 'to be LOST');
    await expect(backupOf(source)).rejects.toMatchObject({ code: 'BLOB_DAMAGED' });
    await rm(path);
    await expect(backupOf(source)).rejects.toMatchObject({ code: 'BLOB_UNKNOWN' });
    expect(await readdir(join(source.folder, 'tmp'))).toEqual([]);
  });

  it('that nobody reads to its end leaves nothing behind', async () => {
    const source = await newLedger(store);
    await fill(source);
    const tempFolder = join(source.folder, 'tmp');
    const unread = await writeBackup(source, { tempFolder });
    unread.destroy();
    const half = await writeBackup(source, { tempFolder });
    for await (const _ of half) break;
    for (let wait = 0; wait < 100 && (await readdir(tempFolder)).length > 0; wait++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await readdir(tempFolder)).toEqual([]);
    expect(await textOf(bytesOf('still here'))).toBe('still here');
  });
});
