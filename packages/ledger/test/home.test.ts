import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModel, enqueueJob, giveFeedback, readHome, writePredictions } from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';
import { predictionIdAt, predictionRow } from './prediction-rows.ts';

const now = 1_800_000_000_000;
const dayMs = 86_400_000;
const sha256 = 'a'.repeat(64);

describe.each(testStores())('what home shows, on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now });
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  test('of a record with nothing in it, nothing', async () => {
    expect(await readHome(ledger)).toEqual({
      models: [],
      failedJobs: [],
      datasets: [],
      counts: { datasets: 0, runs: 0, models: 0, jobsRunning: 0, jobsQueued: 0 },
    });
  });

  test('of a model who serves, since when, and what waits behind it', async () => {
    await createModel(ledger, by, { name: 'films', description: 'of films' });
    await createModel(ledger, by, { name: 'empty' });
    await sql`insert into blob (sha256, md5, bytes, created_ms) values (${sha256}, '', 1, 1)`.execute(
      ledger.sql,
    );
    await sql`
      insert into model_version (model_id, number, format, status, blob_sha256, bytes, created_ms, updated_ms, created_by, facts)
      select id, n, 'verdict', 'ready', ${sha256}, 1, ${now}::bigint + n, ${now}, 'ada', '{"kind":"x"}'
      from model, generate_series(1, 3) n where name = 'films'`.execute(ledger.sql);
    await sql`update model_version set deleted_ms = 1 where number = 3`.execute(ledger.sql);
    await sql`
      insert into model_alias (model_id, alias, version_id)
      select model_id, 'champion', id from model_version where number = 1`.execute(ledger.sql);
    await sql`
      insert into alias_move (model_id, alias, to_id, kind, at_ms, actor)
      select model_id, 'champion', id, 'promote', ${now - 5}, 'eve' from model_version where number = 1`.execute(
      ledger.sql,
    );
    await sql`
      insert into judgement (model_id, candidate_id, verdict, reasons, numbers, policy, rows, created_ms, created_by)
      select model_id, id, verdict, '[]', '{}', '{}', 1, 1, 'ada' from model_version,
        (values (1, 'refuse'), (2, 'promote')) as said (at, verdict)
      where number = 2 order by at`.execute(ledger.sql);
    const { models, counts } = await readHome(ledger);
    expect(models).toEqual([
      {
        name: 'films',
        description: 'of films',
        versions: 2,
        champion: {
          version: 1,
          facts: { kind: 'x' },
          sinceMs: now - 5,
          by: 'eve',
          runId: null,
          commit: null,
          data: null,
        },
        newest: { version: 2, createdMs: now + 2 },
        judged: 'promote',
        traffic: null,
        disputed: 0,
      },
      expect.objectContaining({ name: 'empty', champion: null, newest: null, versions: 0 }),
    ]);
    expect(counts.models).toBe(2);
  });

  test('answers that people contradicted, until somebody has labelled them', async () => {
    const old = now - 31 * dayMs;
    const rows = [now - 3, now - 2, now - 1, old].map((ms) => predictionRow(ms));
    await writePredictions(ledger, rows);
    const say = (ms: number, label: string) =>
      giveFeedback(ledger, by, { predictionId: predictionIdAt(ms), label, comment: null });
    await say(now - 3, 'negative');
    await say(now - 3, 'negative');
    await say(now - 2, 'positive');
    await say(now - 1, 'negative');
    await say(old, 'negative');
    const disputed = async () =>
      (await readHome(ledger)).models.find(({ name }) => name === 'films')?.disputed;
    expect(await disputed()).toBe(2);
    await sql`
      insert into label_task (prediction_id, model, state, actor, until_ms, label, at_ms)
      values (${predictionIdAt(now - 3)}, 'films', 'labelled', 'ada', 0, 'negative', 1)`.execute(ledger.sql);
    expect(await disputed()).toBe(1);
    // Who took it back disputes it no longer, and nobody can label what is not kept.
    await say(now - 1, 'positive');
    expect(await disputed()).toBe(0);
    await say(now - 2, 'negative');
    expect(await disputed()).toBe(1);
    await sql`update prediction set text = null`.execute(ledger.sql);
    expect(await disputed()).toBe(0);
  });

  test('jobs that failed lately, and data with problems in its latest version', async () => {
    const { job } = await enqueueJob(ledger, by, { kind: 'train', input: {} });
    await sql`
      update job set state = 'failed', error = '{"message":"no rows"}', created_ms = ${now - dayMs}, finished_ms = ${now}
      where id = ${job.id}`.execute(ledger.sql);
    await enqueueJob(ledger, by, { kind: 'train', input: {} });
    await sql`insert into dataset (name, created_ms) values ('good', 1), ('bad', 1)`.execute(ledger.sql);
    await sql`
      insert into dataset_version
        (dataset_id, number, rows_sha256, blob_sha256, rows, classes, profile, findings, sources, created_ms, created_by)
      select d.id, v.number, md5(d.name || v.number) || md5('x'), ${sha256}, 1, '[]', '{}', v.findings::jsonb, '[]', 5, 'ada'
      from dataset d join (values
        ('good', 1, '[{"kind":"k","severity":"warn","message":"m"}]'),
        ('good', 2, '[{"kind":"k","severity":"note","message":"m"}]'),
        ('bad', 1, '[]'),
        ('bad', 2, '[{"kind":"k","severity":"warn","message":"Rows twice."}]')
      ) v (name, number, findings) on v.name = d.name`.execute(ledger.sql);
    const { failedJobs, datasets, counts } = await readHome(ledger);
    expect(failedJobs).toEqual([{ id: job.id, kind: 'train', message: 'no rows', finishedMs: now }]);
    expect(datasets).toMatchObject([{ name: 'bad', version: 2, findings: [{ message: 'Rows twice.' }] }]);
    expect(counts).toMatchObject({ datasets: 2, jobsQueued: 1, jobsRunning: 0 });
  });
});
