import { testStores } from '@verdict/db/testing';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAsked, registerVersion } from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';
import { recording } from './recording.ts';

const model = 'reviews';
const now = 1_800_000_000_000;
const dayMs = 86_400_000;

describe.each(testStores())('questions of the last day on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now });
    for (const letter of ['a', 'b']) {
      const sha256 = letter.repeat(64);
      await ledger.sql.insertInto('blob').values({ sha256, md5: '', bytes: 1, created_ms: 0 }).execute();
      const blob = { sha256, bytes: 1 };
      await registerVersion(ledger, by, { model, runId: null, blob, format: 'verdict', facts: null });
    }
    // A question every 5 seconds for two days: half of them too old, each version asked in turn.
    await sql`insert into prediction (id, at_ms, model, version, part, surface, label, confidence, unsure, scores, text, characters, took_us)
      select (lpad(to_hex(t), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid, t, ${model}, 1 + i % 2,
        'champion', 'predict', 'good', 0.9, false, '{}', repeat('text ', 100), 500, 100
      from generate_series(1, 34560) i, lateral (select ${sql.lit(now)}::bigint - i * 5000 as t) at`.execute(
      ledger.sql,
    );
    await sql`analyze`.execute(ledger.sql);
  }, 120_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  test('are counted up to a bound, and it says when there are more', async () => {
    expect(await readAsked(ledger, { model })).toEqual({ count: 5000, more: true });
    expect(await readAsked(ledger, { model, version: 2 })).toEqual({ count: 5000, more: true });
    const later = { ...ledger, clock: () => now + dayMs - 10_000_000 };
    expect(await readAsked(later, { model })).toEqual({ count: 2000, more: false });
    expect(await readAsked(later, { model, version: 1 })).toEqual({ count: 1000, more: false });
    expect(await readAsked(later, { model, version: 9 })).toEqual({ count: 0, more: false });
  });

  test('are looked up by an index, never by reading the log', async () => {
    const asked: CompiledQuery[] = [];
    await readAsked({ ...ledger, sql: recording(ledger.sql, asked) }, { model });
    const [query] = asked;
    const { rows } = await ledger.sql.executeQuery<{ 'QUERY PLAN': string }>(
      CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]),
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index (Only )?Scan( Backward)? using prediction_/);
    expect(plan).not.toMatch(/Seq Scan on prediction/);
  });
});
