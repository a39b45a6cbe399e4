import { testStores } from '@verdict/db/testing';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mostAnswers, promoteVersion, registerVersion, reportTraffic, setTraffic } from '../src/index.ts';
import type { Tables } from '../src/schema/tables.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';
import { recording } from './recording.ts';

const model = 'reviews';
const start = 1_800_000_000_000;

describe.each(testStores())('the report of a long trial on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => start });
    for (const letter of ['a', 'b']) {
      const sha256 = letter.repeat(64);
      await ledger.sql.insertInto('blob').values({ sha256, md5: '', bytes: 1, created_ms: 0 }).execute();
      await registerVersion(ledger, by, {
        model,
        runId: null,
        blob: { sha256, bytes: 1 },
        format: 'verdict',
        facts: null,
      });
    }
    await promoteVersion(ledger, by, { model, version: 1, judgement: null, force: true, reason: 'a test' });
    await fill(ledger.sql, 2 * mostAnswers + 2000);
  }, 120_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  test.each(['shadow', 'canary'] as const)(
    'of a %s reads the newest by indexes alone',
    async (mode) => {
      await setTraffic(ledger, by, { model, version: 2, mode, percent: 50 });
      await ledger.sql.updateTable('traffic').set({ started_ms: start }).execute();
      const asked: CompiledQuery[] = [];
      const report = await reportTraffic({ ...ledger, sql: recording(ledger.sql, asked) }, { model });
      expect(report.challenger.answers).toBe(mostAnswers);
      expect(report.champion?.answers).toBe(mostAnswers);
      expect(asked.length).toBeGreaterThan(0);
      for (const query of asked) expect(await wholeScans(ledger.sql, query)).toEqual([]);
    },
    60_000,
  );
});

/** Half by each version; every question of the champion asked in the shadow too; feedback on a tenth. */
async function fill(db: Kysely<Tables>, rows: number): Promise<void> {
  const all = [
    sql`insert into prediction (id, at_ms, model, version, part, surface, label, confidence, unsure, scores, text, characters, took_us)
      select (lpad(to_hex(${sql.lit(start)}::bigint + i), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid,
        ${sql.lit(start)}::bigint + i, ${sql.lit(model)}, 1 + i % 2, 'champion', 'predict',
        case when i % 3 = 0 then 'good' else 'bad' end, 0.9, false, '{"good": 0.1, "bad": 0.9}', repeat('text ', 100), 500, 100
      from generate_series(1, ${sql.lit(rows)}) i`,
    sql`insert into shadow_answer (prediction_id, model, version, label, confidence, scores, took_us)
      select id, model, 2, 'bad', 0.8, scores, 120 from prediction where version = 1`,
    sql`insert into feedback (prediction_id, model, version, said, label, actor, at_ms)
      select id, model, version, label, 'bad', 'ada', at_ms from prediction where at_ms % 10 = 0`,
    sql`analyze`,
  ];
  for (const statement of all) await statement.execute(db);
}

async function wholeScans(db: Kysely<Tables>, query: CompiledQuery): Promise<string[]> {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>(
    CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]),
  );
  return rows
    .map((row) => row['QUERY PLAN'])
    .filter((line) => /Seq Scan on (prediction|shadow_answer|feedback)/.test(line));
}
