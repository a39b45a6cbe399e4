import { testStores } from '@verdict/db/testing';
import type { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createRun,
  deleteRun,
  findRunNumbers,
  findRuns,
  keepBlob,
  knownKeys,
  listEvents,
  logBatch,
  putArtifact,
  readConfusion,
  readCurves,
  readRunLines,
  runsByNumber,
  searchRuns,
  updateRun,
} from '../src/index.ts';
import { testActor as by, bytesOf, type TestLedger, testLedger } from '../src/testing/index.ts';
import { recording } from './recording.ts';

describe.each(testStores())('the table of runs on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 500 });
    for (let at = 0; at < 30; at++) {
      const id = `r${at}`;
      await createRun(ledger, by, {
        id,
        experiment: at % 2 ? 'films' : 'spam',
        startMs: at,
        name: `run ${at}`,
      });
      await logBatch(ledger, by, id, {
        params: { recipe: at % 3 ? 'nb-logreg' : 'linear-svm', note: 'x'.repeat(1000) },
        metrics: at % 5 ? [{ key: 'accuracy', value: at / 100 }] : [],
        tags: { 'a.b': `t${at}` },
      });
    }
    await deleteRun(ledger, by, 'r29');
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  const numbersOf = async (asked: Parameters<typeof findRunNumbers>[1], most?: number) => {
    const found = await findRunNumbers(ledger, asked, most);
    if (found.fault) throw found.fault;
    return found;
  };

  test.each([
    {},
    { filter: 'metrics.accuracy > 0.1' },
    { orderBy: ['metrics.accuracy desc'] },
    { orderBy: ['params.recipe', 'tags."a.b" desc'], experiments: ['films'] },
    { orderBy: ['start_time asc'] },
    { deleted: true },
  ])('%j lists the runs that a search finds, in its order', async (asked) => {
    const { items } = await searchRuns(ledger, { ...asked, limit: 100 });
    const { numbers, more } = await numbersOf(asked);
    const lines = await readRunLines(ledger, numbers, []);
    expect(lines.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(more).toBe(false);
  });

  test('more than are listed is said', async () => {
    expect(await numbersOf({}, 29)).toMatchObject({ more: false });
    const { numbers, more } = await numbersOf({ orderBy: ['metrics.accuracy desc'] }, 28);
    expect([numbers.length, more]).toEqual([28, true]);
  });

  test('a filter that is not finished is an answer with its place, and so is an order', async () => {
    const filter = 'metrics.accuracy > 0.5 and params.recipe = nb';
    const { fault } = await findRunNumbers(ledger, { filter });
    expect(fault).toMatchObject({ of: 'filter', at: 43, end: 45, fault: expect.stringContaining('quotes') });
    expect(await findRunNumbers(ledger, { orderBy: ['datasets.name'] })).toMatchObject({
      fault: { of: 'order', at: 0 },
    });
    await expect(findRunNumbers(ledger, { experiments: ['nothing'] })).rejects.toMatchObject({
      code: 'EXPERIMENT_UNKNOWN',
    });
  });

  test('a line has the values of its columns in their order, the same one twice too, and begins of long ones', async () => {
    const { numbers } = await numbersOf({ filter: "run_id in ('r5', 'r6')", orderBy: ['start_time'] });
    const columns = [
      { entity: 'tags', key: 'a.b' },
      { entity: 'metrics', key: 'accuracy' },
      { entity: 'params', key: 'note' },
      { entity: 'metrics', key: 'accuracy' },
      { entity: 'metrics', key: 'nothing' },
    ] as const;
    const lines = await readRunLines(ledger, [...numbers, 1_000_000], columns);
    expect(lines).toMatchObject([
      { id: 'r5', name: 'run 5', experiment: 'films', values: ['t5', null, 'x'.repeat(200), null, null] },
      { id: 'r6', values: ['t6', 0.06, 'x'.repeat(200), 0.06, null] },
    ]);
    expect(await readRunLines(ledger, [], columns)).toEqual([]);
    await expect(
      readRunLines(
        ledger,
        Array.from({ length: 501 }, (_, at) => at + 1),
        [],
      ),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('lines take as many statements for twenty runs as for one', async () => {
    const { numbers } = await numbersOf({});
    const statements = async (count: number): Promise<number> => {
      const asked: CompiledQuery[] = [];
      const watched = { ...ledger, sql: recording(ledger.sql, asked) };
      await readRunLines(watched, numbers.slice(0, count), [
        { entity: 'metrics', key: 'accuracy' },
        { entity: 'params', key: 'recipe' },
        { entity: 'tags', key: 'a.b' },
      ]);
      return asked.length;
    };
    expect([await statements(1), await statements(20)]).toEqual([5, 5]);
  });

  test('what was ever logged is known by name', async () => {
    expect(await knownKeys(ledger)).toEqual({
      experiments: ['Default', 'films', 'spam'],
      params: ['note', 'recipe'],
      metrics: ['accuracy'],
      tags: ['a.b'],
    });
  });

  test('runs by id and by number come in the order asked for, without those that are not there', async () => {
    expect((await findRuns(ledger, ['r3', 'no one', 'nobody', 'r1'])).map(({ id }) => id)).toEqual([
      'r3',
      'r1',
    ]);
    const { numbers } = await numbersOf({ filter: "run_id in ('r1', 'r2')" });
    const runs = await runsByNumber(ledger, [...numbers.toReversed(), 999_999]);
    expect(runs.map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  test('tags change with the rest of a run or not at all, and every change is an event', async () => {
    await updateRun(ledger, by, 'r1', { name: 'renamed', tags: { 'a.b': null, new: 'yes', gone: null } });
    const [run] = await findRuns(ledger, ['r1']);
    expect([run.name, run.tags]).toEqual(['renamed', { new: 'yes' }]);
    const { items } = await listEvents(ledger, { subjectKind: 'run', subject: 'r1' });
    expect(items.map(({ action }) => action).slice(0, 3)).toEqual([
      'run.tagged',
      'run.untagged',
      'run.updated',
    ]);
    await expect(
      updateRun(ledger, by, 'r1', { name: 'again', tags: { x: 'y'.repeat(8001) } }),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect((await findRuns(ledger, ['r1']))[0].name).toBe('renamed');
  });

  test('a curve is thinned to its lowest and highest points and keeps its ends and every spike', async () => {
    await createRun(ledger, by, { id: 'long' });
    const values = Array.from({ length: 5000 }, (_, at) => Math.sin(at / 500));
    values[1234] = 50;
    values[3333] = -50;
    await logBatch(ledger, by, 'long', {
      metrics: [
        ...values.map((value, step) => ({ key: 'loss', value, step, atMs: step })),
        { key: 'once', value: 1, atMs: 1 },
        { key: 'few', value: 1, step: 0, atMs: 1 },
        { key: 'few', value: Number.NaN, step: 1, atMs: 2 },
        { key: 'few', value: Number.POSITIVE_INFINITY, step: 2, atMs: 3 },
      ],
    });
    const { keys, curves } = await readCurves(ledger, { ids: ['long', 'r2'], points: 200 });
    expect(keys).toEqual(['few', 'loss']);
    const [few, loss] = curves;
    expect(few).toMatchObject({ runId: 'long', key: 'few', total: 3 });
    expect(few.points.map(({ value }) => value)).toEqual([1, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(loss.total).toBe(5000);
    expect(loss.points.length).toBeLessThanOrEqual(202);
    expect(loss.points.length).toBeGreaterThan(150);
    const kept = loss.points.map(({ value }) => value);
    expect([Math.max(...kept), Math.min(...kept)]).toEqual([50, -50]);
    expect([loss.points[0].step, loss.points.at(-1)?.step]).toEqual([0, 4999]);
    expect(loss.points.map(({ step }) => step)).toEqual(
      loss.points.map(({ step }) => step).toSorted((a, b) => a - b),
    );
    const asked = await readCurves(ledger, { ids: ['long'], keys: ['few'], points: 200 });
    expect(asked.curves.map(({ key }) => key)).toEqual(['few']);
  });

  test('points of one step are thinned along their time', async () => {
    await createRun(ledger, by, { id: 'stepless' });
    const metrics = Array.from({ length: 3000 }, (_, at) => ({
      key: 'rate',
      value: at % 100,
      atMs: 10 * at,
    }));
    await logBatch(ledger, by, 'stepless', { metrics });
    const { curves } = await readCurves(ledger, { ids: ['stepless'], points: 100 });
    const times = curves[0].points.map(({ atMs }) => atMs);
    expect(times.length).toBeGreaterThan(80);
    expect([times[0], times.at(-1)]).toEqual([0, 29_990]);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('the confusion matrix of a report is read, and nothing of a file that is none', async () => {
    const put = async (text: string) => {
      const blob = await keepBlob(ledger, bytesOf(text));
      await putArtifact(ledger, by, 'r2', 'report/confusion.csv', blob);
    };
    expect(await readConfusion(ledger, 'r2')).toBeNull();
    await put('true \\ called,neg,pos\nneg,90,10\npos,5,95\n(a label it cannot give),1,2\n');
    expect(await readConfusion(ledger, 'r2')).toEqual({
      classes: ['neg', 'pos'],
      counts: [
        [90, 10],
        [5, 95],
      ],
    });
    await put('<html>');
    expect(await readConfusion(ledger, 'r2')).toBeNull();
  });
});
