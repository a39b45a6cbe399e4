import { testStores } from '@verdict/db/testing';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  compareRuns,
  createRun,
  findRunNumbers,
  getRun,
  knownKeys,
  type Ledger,
  listArtifacts,
  listEvents,
  logBatch,
  metricHistories,
  metricHistory,
  readCurves,
  readRunLines,
  sampledHistories,
  searchRuns,
} from '../src/index.ts';
import type { Tables } from '../src/schema/tables.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';
import { recording } from './recording.ts';

/** The embedded store fills a tenth of what PostgreSQL does in the same time. */
const sizes = {
  PGlite: { runs: 10_000, points: 100_000 },
  PostgreSQL: { runs: 100_000, points: 1_000_000 },
} as const;

describe.each(testStores())('with many rows on $name', (store) => {
  const { runs, points } = sizes[store.name as keyof typeof sizes];
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 1_800_000_000_000 });
    await ledger.transaction((inside) => fill(inside.sql, runs, points));
  }, 180_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  const main: readonly (readonly [string, (ledger: Ledger) => Promise<unknown>])[] = [
    ['the latest runs of all', (ledger) => searchRuns(ledger, { limit: 50 })],
    ['the latest runs of an experiment', (ledger) => searchRuns(ledger, { experiments: ['e7'], limit: 50 })],
    [
      'the earliest runs of an experiment',
      (ledger) => searchRuns(ledger, { experiments: ['e7'], orderBy: ['start_time asc'], limit: 50 }),
    ],
    [
      'the second page of them',
      async (ledger) => {
        const query = { experiments: ['e7'], limit: 20 };
        const { nextPageToken } = await searchRuns(ledger, query);
        return searchRuns(ledger, { ...query, pageToken: nextPageToken });
      },
    ],
    [
      'runs of an experiment by a threshold of a metric',
      (ledger) => searchRuns(ledger, { experiments: ['e7'], filter: 'metrics.accuracy > 0.9', limit: 50 }),
    ],
    [
      'runs of an experiment in the order of a metric',
      (ledger) =>
        searchRuns(ledger, {
          experiments: ['e7'],
          filter: 'metrics.accuracy > 0.5',
          orderBy: ['metrics.accuracy desc'],
          limit: 50,
        }),
    ],
    [
      'the best runs of all by a metric',
      (ledger) => searchRuns(ledger, { orderBy: ['metrics.accuracy desc'], limit: 50 }),
    ],
    [
      'the worst runs of all by a metric, their second page',
      async (ledger) => {
        const query = { orderBy: ['metrics.accuracy asc'], limit: 50 };
        const { nextPageToken } = await searchRuns(ledger, query);
        return searchRuns(ledger, { ...query, pageToken: nextPageToken });
      },
    ],
    [
      'the few runs of all that pass a threshold',
      (ledger) => searchRuns(ledger, { filter: 'metrics.accuracy > 0.999', limit: 50 }),
    ],
    [
      'the many runs of all that pass a threshold',
      (ledger) => searchRuns(ledger, { filter: 'metrics.accuracy > 0.1', limit: 50 }),
    ],
    [
      'the runs with one value of a parameter',
      (ledger) => searchRuns(ledger, { filter: "params.seed = '77'", limit: 50 }),
    ],
    [
      'the runs with one value of a tag',
      (ledger) => searchRuns(ledger, { filter: "tags.commit = 'c77'", limit: 50 }),
    ],
    [
      'the runs that read one version of data',
      (ledger) => searchRuns(ledger, { filter: "datasets.digest = 'd77'" }),
    ],
    [
      'the runs that read one data set',
      (ledger) => searchRuns(ledger, { filter: "datasets.name = 'films-7'" }),
    ],
    ['a run by its id', (ledger) => getRun(ledger, 'r4711')],
    ['a run by the beginning of its id', (ledger) => searchRuns(ledger, { filter: "run_id like 'r471%'" })],
    ['runs side by side', (ledger) => compareRuns(ledger, ['r1', 'r2', 'r3'])],
    ['all keys that were ever logged', (ledger) => knownKeys(ledger)],
    [
      'the numbers of the runs that a threshold leaves',
      (ledger) => findRunNumbers(ledger, { filter: 'metrics.accuracy > 0.999' }),
    ],
    [
      'lines of a table of runs',
      (ledger) =>
        readRunLines(
          ledger,
          Array.from({ length: 100 }, (_, at) => at * 7 + 1),
          [
            { entity: 'metrics', key: 'accuracy' },
            { entity: 'params', key: 'seed' },
            { entity: 'tags', key: 'commit' },
          ],
        ),
    ],
    // Of r1 half of all points are: to read those, the table is read.
    ['the curves of runs', (ledger) => readCurves(ledger, { ids: ['r2', 'r3'], points: 400 })],
    ['the artifacts of a run', (ledger) => listArtifacts(ledger, 'r4711', { prefix: 'report' })],
    ['the first page of a history', (ledger) => metricHistory(ledger, 'r1', 'loss', { limit: 1000 })],
    [
      'another page of a history',
      async (ledger) => {
        const { nextPageToken } = await metricHistory(ledger, 'r1', 'loss', { limit: 1000 });
        return metricHistory(ledger, 'r1', 'loss', { limit: 1000, pageToken: nextPageToken });
      },
    ],
    ['one metric of several runs', (ledger) => metricHistories(ledger, ['r2', 'r3'], 'loss', 1000)],
    [
      'a sample of a history',
      (ledger) => sampledHistories(ledger, ['r2'], 'loss', { range: { from: 2, to: 9 }, most: 5 }),
    ],
    ['the events of a subject', (ledger) => listEvents(ledger, { subjectKind: 'run', subject: 'r4711' })],
    ['the events of a kind', (ledger) => listEvents(ledger, { action: 'run.deleted' })],
    ['the latest events', (ledger) => listEvents(ledger)],
    ['the events of an actor', (ledger) => listEvents(ledger, { actor: 'eve' })],
  ];

  test.each(main)('%s are found by indexes alone', async (_, verb) => {
    const asked: CompiledQuery[] = [];
    const result = await verb({ ...ledger, sql: recording(ledger.sql, asked) });
    expect(result).toBeTruthy();
    expect(asked.length).toBeGreaterThan(0);
    for (const query of asked) expect(await wholeScans(ledger.sql, query)).toEqual([]);
  });

  test('the last page of a long history costs what the first does', async () => {
    const time = async (pageToken: string | null): Promise<number> => {
      const began = performance.now();
      const page = await metricHistory(ledger, 'r1', 'loss', { limit: 1000, pageToken });
      expect(page.items).toHaveLength(1000);
      return performance.now() - began;
    };
    let last: string | null = null;
    let pages = 0;
    for (let token: string | null = null; ; pages++) {
      const page = await metricHistory(ledger, 'r1', 'loss', { limit: 1000, pageToken: token });
      token = page.nextPageToken;
      if (!token) break;
      last = token;
    }
    expect(pages + 1).toBe(points / 2 / 1000);
    const best = async (token: string | null): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 7; round++) times.push(await time(token));
      return Math.min(...times);
    };
    // With OFFSET it would be hundreds of times as much.
    expect(await best(last)).toBeLessThan(5 * (await best(null)) + 5);
  }, 60_000);

  test('a run is logged to by indexes alone', async () => {
    await createRun(ledger, by, { id: 'fresh' });
    const asked: CompiledQuery[] = [];
    const recorded = recording(ledger.sql, asked);
    const inside: Ledger = { ...ledger, sql: recorded, transaction: (work) => work(inside) };
    await logBatch(inside, by, 'r1', {
      params: { seed: '1' },
      metrics: [{ key: 'accuracy', value: 1, atMs: 0 }],
      tags: { commit: 'c1' },
    });
    for (const query of asked) expect(await wholeScans(ledger.sql, query)).toEqual([]);
  });
});

/** 100 experiments, one after the other; two metrics, two parameters, a tag, an input, an artifact and two events a run; half of all points in one history. */
async function fill(db: Kysely<Tables>, runs: number, points: number): Promise<void> {
  const all = [
    // Two million look-ups of what a row refers to would take most of the time, and all of it is there.
    sql`set local session_replication_role = replica`,
    sql`insert into experiment (name, created_ms, updated_ms) select 'e' || i, 0, 0 from generate_series(1, 100) i`,
    sql`insert into run (id, experiment_id, name, status, start_ms, created_ms, updated_ms, created_by)
      select 'r' || i, (select min(id) from experiment where id > 0) + i * 100 / ${sql.lit(runs + 1)}, 'run', 'finished', 1700000000000 + (i::bigint * 7919) % 1000003, 0, 0, 'x'
      from generate_series(1, ${sql.lit(runs)}) i`,
    sql`insert into run_param (run_no, key, value)
      select no, key, case key when 'seed' then (no % 1000)::text else 'nb-logreg' end from run, (values ('seed'), ('recipe')) k (key)`,
    sql`insert into run_tag (run_no, key, value) select no, 'commit', 'c' || no % 1000 from run`,
    sql`insert into run_input (run_no, name, digest, context) select no, 'films-' || no % 500, 'd' || no % 1000, 'training' from run`,
    sql`insert into blob (sha256, md5, bytes, created_ms) values (repeat('0', 64), '', 1, 0)`,
    sql`insert into artifact (run_no, path, blob_sha256, bytes, created_ms) select no, 'report/report.html', repeat('0', 64), 1, 0 from run`,
    sql`insert into metric (run_no, key, value, step, at_ms)
      select no, key, (no * 7919 % 10007) / 10007.0, 0, 0 from run, (values ('accuracy'), ('loss')) k (key)`,
    sql`insert into metric_point (metric_id, at_ms, step, value)
      select metric.id, i, i, i from metric join run on run.no = metric.run_no and run.id = 'r1' and metric.key = 'loss',
        generate_series(1, ${sql.lit(points / 2)}) i`,
    sql`insert into metric_point (metric_id, at_ms, step, value)
      select id, i, i, value from metric, generate_series(1, 10) i where id > 2 limit ${sql.lit(points / 2)}`,
    sql`insert into logged_model (id, experiment_id, name, status, created_ms, updated_ms, created_by)
      select 'm-' || no || '-' || i, experiment_id, 'clf', 'ready', 0, 0, 'x' from run, generate_series(1, 5) i`,
    sql`insert into run_model (run_no, model_no, role) select no, no, 'output' from run`,
    sql`insert into event (at_ms, actor, action, subject_kind, subject)
      select i, 'ada', case when i % 1000 = 0 then 'run.deleted' else 'run.created' end, 'run', 'r' || i % ${sql.lit(runs)}
      from generate_series(1, ${sql.lit(2 * runs)}) i`,
    sql`analyze`,
  ];
  for (const statement of all) await statement.execute(db);
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const small = new Set(['experiment', 'dataset', 'dataset_version', 'model', 'model_version', 'blob']);

/** Tables that the plan reads from end to end, those apart that have few rows here. */
async function wholeScans(db: Kysely<Tables>, query: CompiledQuery): Promise<string[]> {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
    CompiledQuery.raw(`explain (format json) ${query.sql}`, [...query.parameters]),
  );
  const found: string[] = [];
  const visit = (node: PlanNode): void => {
    const table = node['Relation Name'];
    if (node['Node Type'].endsWith('Seq Scan') && table && !small.has(table)) {
      found.push(`${table} in ${query.sql}`);
    }
    node.Plans?.forEach(visit);
  };
  visit(rows[0]['QUERY PLAN'][0].Plan);
  return found;
}
