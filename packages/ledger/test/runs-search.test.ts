import { testStores } from '@verdict/db/testing';
import fc from 'fast-check';
import type { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRun, logBatch, type Run, type RunsQuery, searchRuns, updateRun } from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';
import { recording } from './recording.ts';

describe.each(testStores())('searching runs on $name', (store) => {
  let ledger: TestLedger;
  /** As they were made. */
  const made: Run[] = [];
  const accuracies = [
    0.5,
    Number.NaN,
    undefined,
    0.5,
    0.9,
    Number.POSITIVE_INFINITY,
    -1,
    Number.NEGATIVE_INFINITY,
  ];
  const recipes = ['nb-logreg', 'linear-svm', undefined, 'NB-logreg', 'a%b_c\\', "it's"];

  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 500 });
    for (let at = 0; at < 48; at++) {
      const accuracy = accuracies[at % accuracies.length];
      const recipe = recipes[at % recipes.length];
      const id = `r${at}`;
      await createRun(ledger, by, {
        id,
        experiment: at % 3 ? 'films' : 'spam',
        name: at % 4 ? `film ${at % 5}` : 'Ünïcode 🎬',
        startMs: 100 + (at % 7),
        userName: at % 2 ? 'ada' : 'grace',
      });
      await logBatch(ledger, by, id, {
        metrics: accuracy === undefined ? [] : [{ key: 'accuracy', value: accuracy }],
        params: recipe === undefined ? {} : { recipe },
        tags: at % 5 ? { 'team name': `t${at % 2}` } : {},
        inputs: at % 6 ? [{ name: `data-${at % 2}`, digest: `d${at % 3}`, context: 'training' }] : [],
      });
      if (at % 3 === 1) await updateRun(ledger, by, id, { status: 'finished', endMs: 200 + at });
    }
    made.push(...(await allOf({})));
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  async function allOf(query: RunsQuery): Promise<Run[]> {
    const runs: Run[] = [];
    let pageToken: string | null = null;
    do {
      const page = await searchRuns(ledger, { ...query, pageToken });
      runs.push(...page.items);
      pageToken = page.nextPageToken;
    } while (pageToken);
    return runs;
  }
  const idsOf = (runs: readonly Run[]): string[] => runs.map(({ id }) => id);
  const numberOf = ({ id }: Run): number => Number(id.slice(1));
  const accuracyOf = (run: Run): number => run.metrics.accuracy;

  test('without anything they come latest start first, the latest made first of those', () => {
    expect(made).toHaveLength(48);
    const expected = made.toSorted((a, b) => b.startMs - a.startMs || numberOf(b) - numberOf(a));
    expect(idsOf(made)).toEqual(idsOf(expected));
  });

  test.each<readonly [string, (run: Run) => boolean]>([
    ['metrics.accuracy > 0.4', (run) => accuracyOf(run) > 0.4],
    ['metrics.accuracy >= 0.5', (run) => accuracyOf(run) >= 0.5],
    ['metrics.accuracy = 0.5', (run) => accuracyOf(run) === 0.5],
    ['metrics.accuracy < 0.5', (run) => accuracyOf(run) < 0.5],
    ['metrics.accuracy <= -1', (run) => accuracyOf(run) <= -1],
    ['metrics.accuracy != 0.5', (run) => 'accuracy' in run.metrics && accuracyOf(run) !== 0.5],
    ['metrics.accuracy > 1e999', () => false],
    ['metrics.accuracy >= 1e999', (run) => accuracyOf(run) === Number.POSITIVE_INFINITY],
    ['metrics.nothing != 1', () => false],
    ["params.recipe = 'nb-logreg'", (run) => run.params.recipe === 'nb-logreg'],
    ["params.recipe != 'nb-logreg'", (run) => 'recipe' in run.params && run.params.recipe !== 'nb-logreg'],
    ["params.recipe like 'nb-%'", (run) => run.params.recipe === 'nb-logreg'],
    ["params.recipe ilike 'nb-%'", (run) => /^nb-/i.test(run.params.recipe)],
    ["params.recipe like '%\\'", (run) => run.params.recipe === 'a%b_c\\'],
    ["params.recipe = 'it''s'", (run) => run.params.recipe === "it's"],
    ["params.recipe in ('it''s', 'linear-svm')", (run) => ["it's", 'linear-svm'].includes(run.params.recipe)],
    [
      "params.recipe not in ('linear-svm')",
      (run) => 'recipe' in run.params && run.params.recipe !== 'linear-svm',
    ],
    ["tags.`team name` = 't1'", (run) => run.tags['team name'] === 't1'],
    ["status = 'FINISHED'", (run) => run.status === 'finished'],
    ["attributes.status like 'FIN%'", (run) => run.status === 'finished'],
    ['end_time > 220', (run) => (run.endMs ?? 0) > 220],
    ['start_time <= 102', (run) => run.startMs <= 102],
    ["run_id in ('r1', 'r2', 'nobody')", (run) => ['r1', 'r2'].includes(run.id)],
    ["user_id = 'ada' and run_name = 'film 1'", (run) => run.user === 'ada' && run.name === 'film 1'],
    ["datasets.name = 'data-1'", (run) => run.inputs.some(({ name }) => name === 'data-1')],
    [
      "datasets.digest in ('d0') and dataset.context = 'training'",
      (run) => run.inputs.some(({ digest }) => digest === 'd0'),
    ],
    [
      "metrics.accuracy > 0 and params.recipe != 'x' and tags.\"team name\" like 't_'",
      (run) => accuracyOf(run) > 0 && 'recipe' in run.params && 'team name' in run.tags,
    ],
  ])('%j finds what it says', async (filter, holds) => {
    expect(idsOf(await allOf({ filter, limit: 7 }))).toEqual(idsOf(made.filter(holds)));
  });

  const text = (value: string | undefined): readonly [number, string | number] =>
    value === undefined ? [2, 0] : [0, value];
  const number = (value: number | null | undefined): readonly [number, number] =>
    value === undefined || value === null ? [2, 0] : Number.isNaN(value) ? [1, 0] : [0, value];
  const columns: readonly (readonly [string, (run: Run) => readonly [number, string | number]])[] = [
    ['metrics.accuracy', (run) => number(run.metrics.accuracy)],
    ['params.recipe', (run) => text(run.params.recipe)],
    ['tags.`team name`', (run) => text(run.tags['team name'])],
    ['start_time', (run) => number(run.startMs)],
    ['end_time', (run) => number(run.endMs)],
    ['status', (run) => text(run.status)],
    ['run_name', (run) => text(run.name)],
    ['run_id', (run) => text(run.id)],
    ['metrics.nothing', () => number(undefined)],
  ];
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

  test('in any order by any pages, every run comes once and in its place; what has no value comes last', async () => {
    const column = fc.tuple(fc.constantFrom(...columns), fc.constantFrom('asc' as const, 'desc' as const));
    await fc.assert(
      fc.asyncProperty(
        fc.array(column, { maxLength: 3 }),
        fc.integer({ min: 1, max: 20 }),
        async (asked, limit) => {
          const orderBy = asked.map(([[name], direction]) => `${name} ${direction}`);
          const firstIsStart = asked[0]?.[0][0] === 'start_time';
          const expected = made.toSorted((a, b) => {
            for (const [[, keyOf], direction] of asked) {
              const [[rankA, valueA], [rankB, valueB]] = [keyOf(a), keyOf(b)];
              const order =
                rankA - rankB || (direction === 'desc' ? compare(valueB, valueA) : compare(valueA, valueB));
              if (order) return order;
            }
            if (firstIsStart) {
              return asked[0][1] === 'asc' ? numberOf(a) - numberOf(b) : numberOf(b) - numberOf(a);
            }
            return b.startMs - a.startMs || numberOf(b) - numberOf(a);
          });
          expect(idsOf(await allOf({ orderBy, limit }))).toEqual(idsOf(expected));
        },
      ),
      { numRuns: 25, seed: 1 },
    );
  }, 60_000);

  test.each(['>', '>=', '<', '<=', '=', '!='])(
    'an order by the metric that is compared by %s loses nothing',
    async (op) => {
      const filter = `metrics.accuracy ${op} 0.5`;
      const unordered = idsOf(await allOf({ filter })).toSorted();
      const ordered = idsOf(await allOf({ filter, orderBy: ['metrics.accuracy desc'], limit: 3 }));
      expect(ordered.toSorted()).toEqual(unordered);
    },
  );

  test('a page begins where the one before ended, whatever was added in between', async () => {
    const query: RunsQuery = { experiments: ['spam'], orderBy: ['metrics.accuracy desc'], limit: 5 };
    const whole = await allOf(query);
    const first = await searchRuns(ledger, query);
    await createRun(ledger, by, { id: 'r1000', experiment: 'spam', startMs: 0 });
    await logBatch(ledger, by, 'r1000', { metrics: [{ key: 'accuracy', value: Number.POSITIVE_INFINITY }] });
    const rest = await allOf({ ...query, pageToken: first.nextPageToken });
    const second = await searchRuns(ledger, { ...query, pageToken: first.nextPageToken });
    expect(idsOf(second.items)).toEqual(idsOf(whole.slice(5, 10)));
    expect(rest.length).toBeGreaterThan(0);
  });

  test('a page takes as many statements for forty runs as for one', async () => {
    const statements = async (limit: number): Promise<number> => {
      const asked: CompiledQuery[] = [];
      const { items } = await searchRuns({ ...ledger, sql: recording(ledger.sql, asked) }, { limit });
      expect(items).toHaveLength(limit);
      return asked.length;
    };
    expect([await statements(1), await statements(40)]).toEqual([3, 3]);
  });

  test('a token is for its own query', async () => {
    const query: RunsQuery = { orderBy: ['metrics.accuracy desc'], filter: '', limit: 2 };
    const { nextPageToken: pageToken } = await searchRuns(ledger, query);
    const others: readonly RunsQuery[] = [
      { ...query, orderBy: ['metrics.accuracy asc'] },
      { ...query, filter: "status = 'running'" },
      { ...query, experiments: ['films'] },
      { ...query, deleted: true },
    ];
    for (const other of others) {
      await expect(searchRuns(ledger, { ...other, pageToken })).rejects.toMatchObject({
        code: 'PAGE_TOKEN_INVALID',
      });
    }
    // Pages may have another size than the one before.
    expect((await searchRuns(ledger, { ...query, limit: 10, pageToken })).items).toHaveLength(10);
  });

  test('an experiment that is not there is a slip of the pen by name, and empty by id', async () => {
    await expect(searchRuns(ledger, { experiments: ['films', 'flims'] })).rejects.toMatchObject({
      code: 'EXPERIMENT_UNKNOWN',
    });
    expect((await searchRuns(ledger, { experimentIds: ['12345', 'x'] })).items).toEqual([]);
    expect((await searchRuns(ledger, { experimentIds: [] })).items).toEqual([]);
    expect((await searchRuns(ledger, { experiments: [] })).items.length).toBeGreaterThan(0);
  });

  test('whatever stands in keys and values is data', async () => {
    const filter = `params."'; drop table run; --" = '"; drop table run; --' and tags."a\\" like '\\'`;
    expect((await searchRuns(ledger, { filter, orderBy: [`metrics."a' desc --"`] })).items).toEqual([]);
    expect(await allOf({})).not.toEqual([]);
  });
});
