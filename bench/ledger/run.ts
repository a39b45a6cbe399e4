import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { surroundings } from '../learn/machine.ts';
import { BenchRefusal } from '../learn/refusal.ts';
import { writeReport } from '../learn/report.ts';
import { type LedgerBenchOptions, parseOptions } from './options.ts';
import { type Place, type Sizes, type StepName, steps } from './protocol.ts';
import { type PlaceProcess, startPlace } from './start-place.ts';
import { type PlaceResult, tables } from './tables.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Each step on one database, then on the other, each in a process of its own. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const folder = await mkdtemp(join(tmpdir(), 'verdict-bench-'));
  const around = surroundings({}, new Date());
  const began = performance.now();
  const places: readonly Place[] = options.postgres === null ? ['PGlite'] : ['PGlite', 'PostgreSQL'];
  const processes = places.map(() => startPlace());
  try {
    const results = await measure(options, folder, places, processes);
    const body = tables(results);
    process.stdout.write(`${body}\n`);
    if (options.out === null) return;
    const versions = {
      ...around.versions,
      ...Object.fromEntries(results.map((each) => [each.place, each.version])),
    };
    const path = await writeReport(resolve(dirname(options.out)), {
      suite: basename(options.out, '.md'),
      invocation: `node bench/ledger/run.ts ${options.postgres === null ? '' : '--postgres URL '}--calls ${options.calls} --runs ${options.runs} --points ${options.points}`,
      around: { ...around, versions },
      seconds: (performance.now() - began) / 1000,
      result: {
        title: 'The record on PGlite and on PostgreSQL',
        method: method(options),
        commands: [],
        results: results.map(withoutSingleCalls),
        body,
      },
    });
    say(relative(process.cwd(), path));
  } finally {
    for (const { stop } of processes) stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  { postgres, ...sizes }: LedgerBenchOptions,
  folder: string,
  places: readonly Place[],
  processes: readonly PlaceProcess[],
): Promise<PlaceResult[]> {
  const results: PlaceResult[] = [];
  for (const [at, place] of places.entries()) {
    const where = place === 'PGlite' ? join(folder, 'workspace') : String(postgres);
    const blobs = join(folder, `blobs-${place}`);
    const { version, memory } = await processes[at].ask({ kind: 'open', place, where, blobs }, 'opened');
    results.push({ place, version, opened: memory, measured: [], end: memory });
  }
  for (const name of steps) {
    for (const [at, place] of places.entries()) {
      say(`${name} on ${place}`);
      results[at] = await step(processes[at], results[at], name, sizes);
    }
  }
  for (const { ask } of processes) await ask({ kind: 'close' }, 'closed');
  return results;
}

async function step(
  { ask }: PlaceProcess,
  result: PlaceResult,
  name: StepName,
  { calls, runs, points }: Sizes,
): Promise<PlaceResult> {
  const sizes = { calls, runs, points };
  const { measured, memory } = await ask({ kind: 'step', name, sizes }, 'measured');
  return { ...result, measured: [...result.measured, ...measured], end: memory };
}

/** A thousand single times a line are more than anybody keeps. */
function withoutSingleCalls({ measured, ...result }: PlaceResult): unknown {
  return {
    ...result,
    measured: measured.map(({ callsMs, ...rest }) => ({
      ...rest,
      calls: callsMs.length,
      firstMs: callsMs[0],
      lastMs: callsMs[callsMs.length - 1],
      greatestMs: Math.max(...callsMs),
    })),
  };
}

function method({ calls, runs, points }: LedgerBenchOptions): string[] {
  return [
    'The verbs of the ledger are called as the server calls them, without HTTP between. PGlite keeps its data in a folder on disk; PostgreSQL is on this machine, reached over TCP, as it is configured.',
    'Each database has a process of its own. A step runs on the one, then on the other, on the same calls.',
    `${calls} runs are made one after the other, then ${calls} by eight callers; each goes to one experiment, has a tag and leaves an event. Then each gets ten metrics in one call, which is one transaction.`,
    `${runs} more runs in an experiment of their own have ten metrics and two parameters; each search reads 100 of them with all that was logged to them.`,
    `${points} points go to one metric of one run, and come back by pages.`,
    'p50 and p99 are of single calls, in milliseconds; rates are all calls by wall clock.',
    'Memory is the resident set of the process that calls; PGlite is a thread of it, PostgreSQL’s server is not part of it.',
  ];
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof BenchRefusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
