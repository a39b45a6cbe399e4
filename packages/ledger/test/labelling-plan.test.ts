import { testStores } from '@verdict/db/testing';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  claimLabels,
  createModel,
  type Ledger,
  labelsState,
  listPredictions,
  readHome,
  readLive,
  trainingLabels,
} from '../src/index.ts';
import type { Tables } from '../src/schema/tables.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';
import { recording } from './recording.ts';

const model = 'films';
const nowMs = 1_800_000_000_000;
const rows = 60_000;

describe.each(testStores())('with a long log on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => nowMs });
    await createModel(ledger, by, { name: model });
    await fill(ledger.sql);
  }, 120_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  test.each<readonly [string, (ledger: Ledger) => Promise<unknown>]>([
    ['what is answered now', (from) => readLive(from, { model, window: '1h' })],
    ['what was answered today', (from) => readLive(from, { model, window: '1d' })],
    ['what is worth a label', (from) => claimLabels(from, by, { model, count: 5 })],
    ['what is disputed', (from) => listPredictions(from, { model, disputed: true, limit: 50 })],
    ['part of a text', (from) => listPredictions(from, { model, search: 'nowhere', limit: 50 })],
    ['what home shows', (from) => readHome(from)],
    ['how many wait for a label', (from) => labelsState(from, by, model)],
    [
      'a page of what a training learns from',
      async (from) => {
        for await (const page of trainingLabels(from, { model, all: false, asOfMs: nowMs })) return page;
        return [];
      },
    ],
  ])('%s is found by indexes', async (_, ask) => {
    const asked: CompiledQuery[] = [];
    await ask({ ...ledger, sql: recording(ledger.sql, asked) });
    const reading = asked.filter((query) => /^\s*(select|with)/i.test(query.sql));
    expect(reading.length).toBeGreaterThan(0);
    for (const query of reading) expect(await wholeScans(ledger.sql, query)).toEqual([]);
  });
});

/** Two versions, one of them seldom; one answer in fifty unsure, feedback on every other, a label on one in a hundred. */
async function fill(db: Kysely<Tables>): Promise<void> {
  const all = [
    sql`insert into prediction (id, at_ms, model, version, part, surface, label, confidence, unsure, scores, text, characters, took_us)
      select (lpad(to_hex(${sql.lit(nowMs)}::bigint - i * 60), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid,
        ${sql.lit(nowMs)}::bigint - i * 60, ${sql.lit(model)}, 1 + (i % 500 = 0)::int, 'champion', 'predict',
        case when i % 3 = 0 then 'good' else 'bad' end, 0.5 + (i % 100) / 200.0, i % 50 = 0,
        '{"good": 0.1, "bad": 0.9}', repeat('text ', 60), 300, 100
      from generate_series(1, ${sql.lit(rows)}) i`,
    sql`insert into feedback (prediction_id, model, version, said, label, actor, at_ms)
      select id, model, version, label, 'bad', 'ada', at_ms from prediction where at_ms / 60 % 2 = 0`,
    sql`insert into label_task (prediction_id, model, state, actor, until_ms, label, said, at_ms)
      select id, model, 'labelled', 'ada', 0, 'bad', label, at_ms from prediction where at_ms / 60 % 100 = 0`,
    sql`analyze`,
  ];
  for (const statement of all) await statement.execute(db);
}

async function wholeScans(db: Kysely<Tables>, query: CompiledQuery): Promise<string[]> {
  const { rows: plan } = await db.executeQuery<{ 'QUERY PLAN': string }>(
    CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]),
  );
  return plan
    .map((row) => row['QUERY PLAN'])
    .filter((line) => /Seq Scan on (prediction|shadow_answer|feedback)/.test(line));
}
