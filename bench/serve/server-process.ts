import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchRefusal } from '../learn/refusal.ts';
import { costOfTree, type TreeCost } from './process-tree.ts';

/** How a server is started; the port is told by whoever starts it. */
export interface ServerCommand {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** Cores that it may use, as `taskset` takes them. */
  readonly cores: string;
  /** Everything that it writes. */
  readonly logFile: string;
}

export interface ServerProcess {
  readonly name: string;
  readonly url: string;
  readonly logFile: string;
  /** From the spawn to the first answer to a prediction. */
  readonly firstAnswerMs: number;
  readonly cost: () => TreeCost;
  /** SIGTERM, to its end. Idempotent. */
  readonly stop: () => Promise<void>;
}

const startTimeoutMs = 120_000;
const askEveryMs = 10;
/** Beyond what a server itself waits for when it ends. */
const stopTimeoutMs = 60_000;

export async function startServerProcess(wanted: ServerCommand): Promise<ServerProcess> {
  const { name, command, env, port, cores, logFile } = wanted;
  const log = openSync(logFile, 'w');
  const began = performance.now();
  const child = spawn('taskset', ['-c', cores, ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = once(child, 'exit');
  // A bench that is interrupted leaves no server behind.
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  child.once('exit', () => process.off('exit', killNow));
  const url = `http://127.0.0.1:${port}`;
  const stop = () => end(child, exited);
  try {
    await firstAnswer(url, wanted, child);
  } catch (error) {
    await stop();
    throw error;
  }
  const firstAnswerMs = performance.now() - began;
  const cost = (): TreeCost => {
    // Or what is left of it would be measured as a server that costs nothing.
    if (hasEnded(child)) throw new BenchRefusal(`${name} ended by itself: ${lastWords(logFile)}`);
    return costOfTree(child.pid ?? 0);
  };
  return { name, url, logFile, firstAnswerMs, cost, stop };
}

async function firstAnswer(
  url: string,
  { name, logFile }: ServerCommand,
  child: ChildProcess,
): Promise<void> {
  const giveUpAt = performance.now() + startTimeoutMs;
  while (performance.now() < giveUpAt) {
    if (hasEnded(child)) break;
    const reply = await predict(url, 'A warm, funny and beautifully acted film.').catch(() => null);
    if (reply !== null) return;
    await sleep(askEveryMs);
  }
  throw new BenchRefusal(`${name} did not come up: ${lastWords(logFile)}`);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function lastWords(logFile: string): string {
  return readFileSync(logFile, 'utf8').trim().slice(-600);
}

export interface Reply {
  readonly label: string;
  readonly confidence: number;
}

/** One prediction, or null where the answer is something else. */
export async function predict(url: string, text: string): Promise<Reply | null> {
  const reply = await fetch(`${url}/api/v1/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  const body = (await reply.json()) as Reply;
  return reply.ok ? body : null;
}

async function end(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  const cut = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await exited;
  clearTimeout(cut);
}
