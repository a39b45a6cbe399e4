import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { surroundings } from '../learn/machine.ts';
import { assertData, places, repository } from '../learn/places.ts';
import { findPython, pythonVersions } from '../learn/python.ts';
import { BenchRefusal } from '../learn/refusal.ts';
import { type SuiteResult, writeReport } from '../learn/report.ts';
import { openDatabases } from './databases.ts';
import { type Part, parseOptions, type ServeBenchOptions } from './options.ts';
import type { PartInput, PartResult } from './part.ts';
import { loadCores, runContest, runMillion, runProcesses, runStart, serverCores } from './parts.ts';
import { prepare } from './prepare.ts';

const runners: Readonly<Record<Part, (input: PartInput) => Promise<PartResult>>> = {
  contest: runContest,
  start: runStart,
  processes: runProcesses,
  million: runMillion,
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  assertMachine();
  assertData();
  const python = await findPython(options.python, say, {
    folder: join(places.work, 'serve-python'),
    requirements: join(import.meta.dirname, 'peer/requirements.txt'),
  });
  const around = surroundings({ ...(await pythonVersions(python)), wrk: wrkVersion() }, new Date());
  const began = performance.now();
  // All that is started from here on, the database too, keeps off the core of the server that is measured.
  execFileSync('taskset', ['-acp', loadCores, `${process.pid}`], { stdio: 'ignore' });
  const folder = await mkdtemp(join(tmpdir(), 'verdict-bench-'));
  const prepared = await prepare(python, say);
  const databases = await openDatabases(options.database, folder);
  // However it ends: `exit` is the last that happens, and the database's own removal does not wait for anything.
  process.on('exit', () => void databases.close());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  const done: PartResult[] = [];
  try {
    for (const part of options.parts) {
      say(`\n${part}`);
      done.push(await runners[part]({ options, prepared, databases, folder, python, say }));
      // After every part: what comes later may fail, and took an hour.
      const parts = options.parts.slice(0, done.length);
      const seconds = (performance.now() - began) / 1000;
      const result = resultOf(done, { ...options, parts }, databases.label);
      const folderOut = options.out === null ? places.results : resolve(options.out);
      const invocation = `npm run bench:serve -- ${words({ ...options, parts })}`;
      const path = await writeReport(folderOut, { suite: 'serve', invocation, around, seconds, result });
      process.stdout.write(`${sectionOf(done[done.length - 1])}\n\n${relative(process.cwd(), path)}\n`);
    }
  } finally {
    await databases.close();
    await rm(folder, { recursive: true, force: true });
  }
  const faults = done.flatMap((part) => part.faults);
  if (faults.length === 0) return;
  process.stdout.write(`${faultLines(faults)}\n`);
  process.exitCode = 1;
}

function resultOf(done: readonly PartResult[], options: ServeBenchOptions, database: string): SuiteResult {
  const faults = done.flatMap((part) => part.faults);
  const end = faults.length === 0 ? 'Nothing failed, and every answer is one row.' : faultLines(faults);
  return {
    title: 'Answers over HTTP',
    method: method(options, database),
    commands: [],
    results: Object.fromEntries(done.map(({ results }, at) => [options.parts[at], results])),
    body: [...done.map(sectionOf), end].join('\n\n'),
  };
}

function sectionOf({ heading, body }: PartResult): string {
  return `## ${heading}\n\n${body}`;
}

function faultLines(faults: readonly string[]): string {
  return ['**Faults**', '', ...faults.map((fault) => `- ${fault}`)].join('\n');
}

function assertMachine(): void {
  if (process.platform !== 'linux' || availableParallelism() < 2) {
    throw new BenchRefusal(
      'The bench of serving needs Linux and two cores: one for the server, one for the load.',
    );
  }
  for (const [tool, from] of [
    ['wrk', 'wrk'],
    ['taskset', 'util-linux'],
  ]) {
    try {
      execFileSync('which', [tool], { stdio: 'ignore' });
    } catch (cause) {
      throw new BenchRefusal(
        `${tool} is not found; install it (Debian and Ubuntu: apt-get install ${from}).`,
        { cause },
      );
    }
  }
}

/** It says so on its way to a usage error. */
function wrkVersion(): string {
  const { stdout } = spawnSync('wrk', ['-v'], { encoding: 'utf8' });
  return /wrk (\S+)/.exec(stdout)?.[1] ?? 'unknown';
}

/** Not the address of a database, which may hold a password, nor this machine's folders. */
function words({ parts, rounds, seconds, connections, requests, database }: ServeBenchOptions): string {
  const numbers = Object.entries({ rounds, seconds, connections, requests });
  const shown = database.includes('://') ? 'URL' : database;
  return [...parts, ...numbers.map(([name, value]) => `--${name} ${value}`), `--database ${shown}`].join(' ');
}

function method({ rounds, seconds, connections }: ServeBenchOptions, database: string): string[] {
  return [
    `The server that is measured has core ${serverCores} for itself; wrk asks from core ${loadCores}, with ${connections} connections in a closed loop, ${seconds} s a run. All servers of a table are up at once and those not asked are idle; each round asks every one of them once, ${rounds} rounds count after one that does not. Ratios are of rates of the same round; figures are medians, with the least and the greatest beside them.`,
    'Each request carries one of 5,000 reviews in turn that no side has learnt from, of natural length; a run goes on where the one before it stopped. Nothing caches results.',
    'Both sides learn the recipe rotten-potatoes (tf-idf words, logistic regression) from the same 20,000 reviews. `bench/serve/peer/app.py` is the peer: one uvicorn worker with uvloop and httptools, validation by pydantic, replies by orjson, no access log, no metrics, no prediction log.',
    `Everything on: validation, a log line a request to a file, metrics, and the prediction log with texts in full. The record is kept in ${database}. The predict path alone: without request lines and without the prediction log.`,
    'Bare node:http parses the same bodies and sends one fixed reply (`bench/serve/bare.ts`).',
    'CPU time is the kernel’s, of the server and all its processes, until it is quiet again after a run: what is written behind an answer belongs to it. A core that is busy for clearly less than 100 % was waiting for the load.',
    'A request has failed if its reply is not 2xx, its connection broke, or it took over 10 s. Rows are counted in the database after the server has ended; replies that arrive after wrk has stopped counting leave rows too, so rows are held against the server’s own counter where it has one.',
    'Memory is the resident set of the server’s processes, without a database of its own process. Start to first answer is from spawn to the first prediction answered, on a record that is there already.',
    'One process and two: the role infer on all cores, the load on all cores beside it, the record kept by http.',
  ];
}

process.chdir(repository);
await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof BenchRefusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
