import { createHash } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { referrers } from '../src/gc/garbage.store.ts';
import { addDatasetVersion, collectGarbage, keepBlob, listEvents } from '../src/index.ts';
import { bytesOf, type TestLedger, testActor, testLedger, textOf } from '../src/testing/index.ts';
import { frozenOf } from './frozen.ts';

const hour = 3_600_000;

describe.each(testStores())('collecting garbage on $name', (store) => {
  const ledgers: TestLedger[] = [];
  let ledger: TestLedger;
  let nowMs: number;
  beforeEach(async () => {
    nowMs = Date.now();
    ledger = await testLedger(store, { clock: () => nowMs });
    ledgers.push(ledger);
  });
  afterAll(async () => {
    for (const each of ledgers) await each.remove();
    await store.close();
  });

  const collect = (dryRun = false) => collectGarbage(ledger, testActor, { dryRun, olderThanMs: hour });
  const refer = (sha256: string, path: string) =>
    ledger.sql
      .insertInto('artifact')
      .values({ run_no: 1, path, blob_sha256: sha256, bytes: 1, created_ms: 0 })
      .execute();
  const makeRun = () =>
    sql`insert into run (id, experiment_id, name, status, start_ms, created_ms, updated_ms, created_by)
      values ('r', 0, 'r', 'running', 0, 0, 0, 'x')`.execute(ledger.sql);
  const rowsOf = (sha256: string) =>
    ledger.sql.selectFrom('blob').selectAll().where('sha256', '=', sha256).execute();

  it('removes what nothing refers to, row and bytes, and keeps the rest', async () => {
    await makeRun();
    const garbage = await keepBlob(ledger, bytesOf('nobody wants this'));
    const artifact = await keepBlob(ledger, bytesOf('an artifact'));
    await refer(artifact.sha256, 'a');
    const { frozen, file } = frozenOf([['good', 'pos']]);
    const { version } = await addDatasetVersion(ledger, testActor, {
      name: 'd',
      frozen,
      body: bytesOf(file),
    });
    nowMs += 2 * hour;
    const wanted = { blobs: 1, bytes: garbage.bytes };
    expect(await collect(true)).toMatchObject({ dryRun: true, ...wanted });
    expect(await ledger.blobs.has(garbage.sha256)).toBe(true);
    expect(await collect()).toMatchObject({ dryRun: false, ...wanted });
    expect([await ledger.blobs.has(garbage.sha256), await rowsOf(garbage.sha256)]).toEqual([false, []]);
    expect(await textOf(await ledger.blobs.get(artifact.sha256))).toBe('an artifact');
    expect(await ledger.blobs.has(version.blobSha256)).toBe(true);
    expect((await listEvents(ledger, { action: 'blobs.collected' })).items).toMatchObject([
      { actor: testActor.name, detail: wanted },
    ]);
    expect(await collect()).toMatchObject({ dryRun: false, blobs: 0, bytes: 0 });
    expect((await listEvents(ledger, { action: 'blobs.collected' })).items).toHaveLength(1);
  });

  it('spares what is young, and what was kept again', async () => {
    const { sha256 } = await keepBlob(ledger, bytesOf('kept'));
    expect(await collect()).toMatchObject({ blobs: 0 });
    nowMs += 2 * hour;
    await keepBlob(ledger, bytesOf('kept'));
    expect(await collect()).toMatchObject({ blobs: 0 });
    expect(await ledger.blobs.has(sha256)).toBe(true);
  });

  it('removes old bytes that never got a row, and spares young ones', async () => {
    const [old, young] = [await ledger.blobs.put(bytesOf('old')), await ledger.blobs.put(bytesOf('young'))];
    const path = join(ledger.folder, 'blobs', 'sha256', old.sha256.slice(0, 2), old.sha256.slice(2));
    await utimes(path, 1, 1);
    expect(await collect()).toMatchObject({ dryRun: false, blobs: 1, bytes: 3 });
    expect([await ledger.blobs.has(old.sha256), await ledger.blobs.has(young.sha256)]).toEqual([false, true]);
  });

  it('knows everyone who refers to blobs', async () => {
    const { rows } = await sql<{ table: string; column: string }>`
      select c.relname as table, a.attname as column from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_class b on b.oid = k.confrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and b.relname = 'blob' and b.relnamespace = ${ledger.schema}::regnamespace
      order by 1, 2`.execute(ledger.sql);
    expect(rows.map(({ table, column }) => [table, column])).toEqual(referrers.map((each) => [...each]));
  });

  it('refuses an age that is none', async () => {
    for (const olderThanMs of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(collectGarbage(ledger, testActor, { dryRun: true, olderThanMs })).rejects.toMatchObject({
        code: 'VALUE_INVALID',
      });
    }
  });

  it('never takes the bytes from under writers that keep the same ones all the while', {
    timeout: 60_000,
  }, async () => {
    await makeRun();
    const texts = Array.from({ length: 8 }, (_, index) => `racing ${index}`);
    let writing = true;
    let collected = 0;
    const collector = (async () => {
      while (writing) {
        // Everything is old enough at once: the grace time, which would hide a race, is none.
        nowMs += 1000;
        collected += (await collectGarbage(ledger, testActor, { dryRun: false, olderThanMs: 0 })).blobs;
        await sleep(1);
      }
    })();
    let kept = 0;
    let tooLate = 0;
    const writer = async (id: number): Promise<void> => {
      for (let round = 0; round < 25; round++) {
        const text = texts[(id + round) % texts.length];
        const { sha256 } = await keepBlob(ledger, bytesOf(text));
        try {
          await refer(sha256, `${id}/${round}`);
          kept++;
          expect(await textOf(await ledger.blobs.get(sha256))).toBe(text);
        } catch (error) {
          // Collected between the bytes and the row, which the grace time is there for: refused, not dangling.
          expect(error).toMatchObject({ code: '23503' });
          tooLate++;
        }
        if (round % 5 === 4) {
          await ledger.sql.deleteFrom('artifact').where('path', 'like', `${id}/%`).execute();
        }
      }
    };
    await Promise.all([0, 1, 2, 3].map(writer));
    await ledger.sql.deleteFrom('artifact').where('path', 'like', '%/2%').execute();
    writing = false;
    await collector;
    const rows = await ledger.sql.selectFrom('blob').select('sha256').execute();
    for (const { sha256 } of rows) {
      const text = await textOf(await ledger.blobs.get(sha256));
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    }
    expect(kept + tooLate).toBe(100);
    expect(collected).toBeGreaterThan(0);
  });
});
