import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createCluster } from '../../packages/db/src/testing/postgres-cluster.ts';
import { surroundings } from '../learn/machine.ts';
import { ask, runCommand } from '../learn/measure-command.ts';
import { places } from '../learn/places.ts';
import { findPython } from '../learn/python.ts';
import { BenchRefusal } from '../learn/refusal.ts';
import { writeReport } from '../learn/report.ts';
import { administer, settleTables } from './administer.ts';
import { load, send } from './load.ts';
import { type MlflowBenchOptions, parseOptions } from './options.ts';
import { startRecorder } from './recorder.ts';
import {
  batchOf,
  type CallName,
  type Calls,
  callNames,
  callsOf,
  seededBatch,
  seededRun,
} from './requests.ts';
import { startMlflow, startVerdict, type Tracking } from './servers.ts';
import { type Measured, method, type SideMemory, tables } from './tables.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Both servers on one PostgreSQL, asked what MLflow's own client asks, a slice each in turn. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const python = await findPython(options.python, say, {
    folder: join(places.work, 'mlflow-python'),
    requirements: join(import.meta.dirname, 'requirements.txt'),
  });
  const versions = (await ask([
    python,
    '-c',
    'import json, platform, mlflow; print(json.dumps({"python": platform.python_version(), "mlflow": mlflow.__version__}))',
  ])) as Record<string, string>;
  const around = surroundings(versions, new Date());
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'verdict-bench-'));
  const cluster = await createCluster({ durable: true });
  process.on('exit', cluster.remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  const sides: Tracking[] = [];
  try {
    const databases = ['verdict_bench', 'mlflow_bench'];
    const server = await administer(cluster.url, databases);
    const database = (name: string): string => cluster.url.replace(/\/postgres$/, `/${name}`);
    say('starting');
    sides.push(
      await startVerdict(join(folder, 'home'), database('verdict_bench'), join(folder, 'verdict.log')),
      await startMlflow(
        python,
        join(folder, 'artifacts'),
        database('mlflow_bench'),
        join(folder, 'mlflow.log'),
      ),
    );
    const atRest = memoryOf(sides);
    const calls = await record(python, sides);
    const measured = await measure(calls, sides, options, () =>
      Promise.all(databases.map((name) => settleTables(database(name)))),
    );
    const memory = { atRest, after: memoryOf(sides) };
    const body = tables(measured, memory);
    process.stdout.write(`${body}\n`);
    if (options.out === null) return;
    const path = await writeReport(resolve(options.out), {
      suite: 'mlflow',
      invocation: `npm run bench:mlflow -- --rounds ${options.rounds} --seconds ${options.seconds} --connections ${options.connections} --runs ${options.runs}`,
      around: { ...around, versions: { ...around.versions, postgresql: server } },
      seconds: (performance.now() - began) / 1000,
      result: {
        title: 'The tracking server beside MLflow’s',
        method: method(options),
        commands: [
          'mlflow server --backend-store-uri postgresql://… --artifacts-destination DIR',
          'verdict up',
        ],
        results: { measured, memory },
        body,
      },
    });
    say(relative(process.cwd(), path));
  } finally {
    await Promise.all(sides.map(({ stop }) => stop()));
    cluster.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function record(python: string, [ours]: readonly Tracking[]): Promise<Calls> {
  const recorder = await startRecorder(ours.url);
  try {
    await runCommand([
      'env',
      `MLFLOW_TRACKING_URI=${recorder.url}`,
      'MLFLOW_DISABLE_TELEMETRY=true',
      python,
      join(import.meta.dirname, 'record.py'),
    ]);
  } finally {
    recorder.stop();
  }
  return callsOf(recorder.requests);
}

async function measure(
  calls: Calls,
  sides: readonly Tracking[],
  { runs, rounds, seconds, connections }: MlflowBenchOptions,
  settled: () => Promise<unknown>,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  const inTurn = async (
    call: CallName,
    next: (side: Tracking) => () => ReturnType<typeof batchOf>,
  ): Promise<void> => {
    say(call);
    const slices = sides.map(() => [] as Awaited<ReturnType<typeof load>>[]);
    // One slice each that is not counted, for caches of compiled code and of plans.
    for (let round = -1; round < rounds; round++) {
      for (const [at, side] of sides.entries()) {
        const slice = await load({ url: side.url, connections, seconds, next: next(side) });
        if (round >= 0) slices[at].push(slice);
      }
    }
    measured.push({ call, sides: sides.map(({ name }, at) => ({ name, slices: slices[at] })) });
  };

  say(`${runs} runs on each`);
  const ids = new Map<Tracking, readonly string[]>();
  for (const side of sides) ids.set(side, await seed(calls, side, runs));
  await settled();
  await assertSameAnswer(calls, sides, runs);
  for (const call of callNames) {
    if (call === 'create-run' || call === 'log-batch' || call === 'get-run') continue;
    await inTurn(call, () => () => calls[call]);
  }
  await inTurn('get-run', (side) => {
    let at = 0;
    const of = ids.get(side) ?? [];
    return () => ({ ...calls['get-run'], path: ofRun(calls['get-run'].path, of[at++ % of.length]) });
  });
  let step = 0;
  await inTurn('log-batch', (side) => {
    const of = (ids.get(side) ?? []).slice(0, 50);
    return () => batchOf(calls['log-batch'], of[step % of.length], ++step);
  });
  // Last: what it makes would be searched too.
  await inTurn('create-run', () => () => calls['create-run']);
  return measured;
}

function ofRun(path: string, runId: string): string {
  return path.replace(/(run_id|run_uuid)=\w+/g, `$1=${runId}`);
}

async function seed(calls: Calls, { url }: Tracking, runs: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const ids: string[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < runs) {
      const at = next++;
      const { run } = JSON.parse(await send(url, seededRun(calls['create-run'], at), agent)) as {
        run: { info: { run_id: string } };
      };
      await send(url, seededBatch(calls['log-batch'], run.info.run_id, at, runs), agent);
      ids.push(run.info.run_id);
    }
  };
  await Promise.all(Array.from({ length: 16 }, one));
  agent.destroy();
  return ids;
}

/** A faster answer counts only if it is the same. */
async function assertSameAnswer(calls: Calls, sides: readonly Tracking[], runs: number): Promise<void> {
  for (const call of ['search', 'search-ordered'] as const) {
    const found = await Promise.all(
      sides.map(async ({ url }) => {
        const { runs: page = [] } = JSON.parse(await send(url, calls[call])) as {
          runs?: { info: { run_name: string } }[];
        };
        return page.map(({ info }) => info.run_name).join(' ');
      }),
    );
    const count = found[0].split(' ').length;
    if (found[0] !== found[1] || count < Math.min(100, Math.floor(runs / 100) - 1)) {
      throw new BenchRefusal(
        `The two sides do not find the same runs for ${call}: ${found.join(' | ').slice(0, 400)}`,
      );
    }
  }
}

function memoryOf(sides: readonly Tracking[]): SideMemory[] {
  return sides.map(({ name, cost }) => {
    const { processes, residentBytes } = cost();
    return { name, processes, residentBytes };
  });
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof BenchRefusal)) throw error;
  say(error.message);
  process.exitCode = 1;
});
