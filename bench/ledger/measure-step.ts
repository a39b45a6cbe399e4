import {
  type Actor,
  createRun,
  type Ledger,
  logBatch,
  metricHistory,
  type Run,
  type RunsQuery,
  searchRuns,
} from '@verdict/ledger';
import type { Measured, Sizes, StepName } from './protocol.ts';

const by: Actor = { name: 'bench', requestId: null };
/** As many as PostgreSQL has connections in a pool; more wait for one. */
const atOnce = 8;

export async function measureStep(ledger: Ledger, name: StepName, sizes: Sizes): Promise<Measured[]> {
  switch (name) {
    case 'create':
      return measureCreate(ledger, sizes);
    case 'log':
      return measureLog(ledger, sizes);
    case 'search':
      return measureSearch(ledger, sizes);
    case 'points':
      return measurePoints(ledger, sizes);
  }
}

async function measureCreate(ledger: Ledger, { calls }: Sizes): Promise<Measured[]> {
  const create =
    (prefix: string) =>
    (at: number): Promise<unknown> =>
      createRun(ledger, by, { id: `${prefix}-${at}`, experiment: 'created', tags: { commit: 'c0ffee' } });
  await inTurn(50, create('warm'));
  return [
    await measured('create a run', 'runs', calls, () => inTurn(calls, create('one'))),
    await measured(`create a run, ${atOnce} at once`, 'runs', calls, () => together(calls, create('many'))),
  ];
}

async function measureLog(ledger: Ledger, { calls }: Sizes): Promise<Measured[]> {
  const log =
    (prefix: string) =>
    (at: number): Promise<void> =>
      logBatch(ledger, by, `${prefix}-${at}`, { metrics: tenMetrics(at) });
  await inTurn(50, log('warm'));
  return [
    await measured('log 10 metrics', 'calls', calls, () => inTurn(calls, log('one'))),
    await measured(`log 10 metrics, ${atOnce} at once`, 'calls', calls, () => together(calls, log('many'))),
  ];
}

async function measureSearch(ledger: Ledger, { runs }: Sizes): Promise<Measured[]> {
  await fillRuns(ledger, runs);
  const search = (query: RunsQuery) => (): Promise<unknown> =>
    searchRuns(ledger, { experiments: ['searched'], ...query });
  const best: RunsQuery = { orderBy: ['metrics.metric_0 desc'], limit: 100 };
  const threshold = (at: number): RunsQuery => ({
    filter: `metrics.metric_0 > ${(at % 100) / 100}`,
    limit: 100,
  });
  const both: RunsQuery = {
    ...best,
    filter: "metrics.metric_0 > 0.5 and params.recipe = 'nb-logreg'",
  };
  await inTurn(10, search(best));
  const times = 200;
  return [
    await measured(`the best 100 of ${runs} runs by a metric`, 'searches', times, () =>
      inTurn(times, search(best)),
    ),
    await measured(`100 of ${runs} runs above a threshold`, 'searches', times, () =>
      inTurn(times, (at) => search(threshold(at))()),
    ),
    await measured(`above a threshold, with a parameter, the best 100 of ${runs}`, 'searches', times, () =>
      inTurn(times, search(both)),
    ),
    await measured(`all ${runs} runs by a metric, 1000 a page`, 'runs', runs, () =>
      eachPage(async (pageToken) => {
        const page = await searchRuns(ledger, { ...best, experiments: ['searched'], limit: 1000, pageToken });
        return { count: page.items.length, next: page.nextPageToken };
      }, runs),
    ),
  ];
}

async function measurePoints(ledger: Ledger, { points }: Sizes): Promise<Measured[]> {
  const { run } = await createRun(ledger, by, { experiment: 'long' });
  const batch = 10_000;
  const log = (at: number): Promise<void> =>
    logBatch(ledger, by, run.id, {
      metrics: Array.from({ length: Math.min(batch, points - at * batch) }, (_, offset) => {
        const step = at * batch + offset;
        return { key: 'loss', value: 1 / (1 + step), step, atMs: 1_700_000_000_000 + step };
      }),
    });
  const history = (limit: number) => (): Promise<number[]> =>
    eachPage(async (pageToken) => {
      const page = await metricHistory(ledger, run.id, 'loss', { limit, pageToken });
      return { count: page.items.length, next: page.nextPageToken };
    }, points);
  return [
    await measured(`log ${points} points of one run, ${batch} a call`, 'points', points, () =>
      inTurn(Math.ceil(points / batch), log),
    ),
    await measured(`list ${points} points of one run, 1000 a page`, 'points', points, history(1000)),
    await measured(`list ${points} points of one run, 25000 a page`, 'points', points, history(25_000)),
  ];
}

/** In transactions of a hundred: only what follows is measured. */
async function fillRuns(ledger: Ledger, runs: number): Promise<void> {
  for (let from = 0; from < runs; from += 100) {
    await ledger.transaction(async (inside) => {
      for (let at = from; at < Math.min(from + 100, runs); at++) {
        const { run } = await createRun(inside, by, {
          experiment: 'searched',
          startMs: 1_700_000_000_000 + at,
        });
        await logBatch(inside, by, run.id, filling(at));
      }
    });
  }
}

function filling(at: number): { params: Run['params']; metrics: ReturnType<typeof tenMetrics> } {
  return {
    params: { recipe: at % 3 ? 'nb-logreg' : 'linear-svm', seed: `${at % 100}` },
    metrics: tenMetrics(at),
  };
}

/** Values that look drawn and are the same in every database. */
function tenMetrics(at: number): { key: string; value: number; atMs: number }[] {
  return Array.from({ length: 10 }, (_, metric) => ({
    key: `metric_${metric}`,
    value: ((at * 7919 + metric * 104_729) % 10_007) / 10_007,
    atMs: 1_700_000_000_000,
  }));
}

async function measured(
  what: string,
  thing: string,
  things: number,
  work: () => Promise<number[]>,
): Promise<Measured> {
  const began = performance.now();
  const callsMs = await work();
  return { what, thing, things, totalMs: performance.now() - began, callsMs };
}

async function inTurn(count: number, call: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    const began = performance.now();
    await call(at);
    times.push(performance.now() - began);
  }
  return times;
}

async function together(count: number, call: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const at = next++;
      const began = performance.now();
      await call(at);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return times;
}

/** Turns pages to the end; what was listed has to be all there is. */
async function eachPage(
  turn: (token: string | null) => Promise<{ readonly count: number; readonly next: string | null }>,
  expected: number,
): Promise<number[]> {
  const times: number[] = [];
  let listed = 0;
  let token: string | null = null;
  do {
    const began = performance.now();
    const { count, next }: Awaited<ReturnType<typeof turn>> = await turn(token);
    times.push(performance.now() - began);
    listed += count;
    token = next;
  } while (token);
  if (listed !== expected) throw new Error(`${listed} were listed, and ${expected} are there.`);
  return times;
}
