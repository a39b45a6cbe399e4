import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from '../learn/places.ts';
import { BenchRefusal } from '../learn/refusal.ts';
import { costOfTree, type TreeCost } from '../serve/process-tree.ts';

/** A tracking server, ours or the peer, as a process tree of its own. */
export interface Tracking {
  readonly name: 'Verdict' | 'MLflow';
  readonly url: string;
  readonly cost: () => TreeCost;
  readonly stop: () => Promise<void>;
}

interface Start {
  readonly name: Tracking['name'];
  readonly command: (port: number) => readonly [program: string, ...args: string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

export function startVerdict(home: string, databaseUrl: string, logFile: string): Promise<Tracking> {
  return start({
    name: 'Verdict',
    command: (port) => [
      process.execPath,
      `${repository}/apps/cli/bin/verdict.js`,
      'up',
      '--port',
      `${port}`,
      '--potatoes-port',
      'off',
      '--spam-port',
      'off',
    ],
    env: { VERDICT_HOME: home, DATABASE_URL: databaseUrl, VERDICT_LOG_LEVEL: 'error' },
    logFile,
  });
}

/** With its default workers. */
export function startMlflow(
  python: string,
  artifacts: string,
  databaseUrl: string,
  logFile: string,
): Promise<Tracking> {
  return start({
    name: 'MLflow',
    command: (port) => [
      python,
      '-m',
      'mlflow',
      'server',
      '--backend-store-uri',
      databaseUrl.replace(/^postgres:/, 'postgresql:'),
      '--artifacts-destination',
      artifacts,
      '--host',
      '127.0.0.1',
      '--port',
      `${port}`,
    ],
    env: { MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true' },
    logFile,
  });
}

const startTimeoutMs = 180_000;

async function start({ name, command, env, logFile }: Start): Promise<Tracking> {
  const port = await freePort();
  const log = openSync(logFile, 'w');
  const [program, ...args] = command(port);
  // A group of its own: the peer's workers are children of its children.
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const exited = once(child, 'exit');
  const killNow = (): void => killGroup(child, 'SIGKILL');
  process.once('exit', killNow);
  const url = `http://127.0.0.1:${port}`;
  const giveUpAt = performance.now() + startTimeoutMs;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > giveUpAt) {
      killNow();
      throw new BenchRefusal(`${name} did not come up: ${readFileSync(logFile, 'utf8').trim().slice(-600)}`);
    }
    await sleep(100);
  }
  return {
    name,
    url,
    cost: () => costOfTree(child.pid ?? 0),
    stop: async () => {
      process.off('exit', killNow);
      killGroup(child, 'SIGTERM');
      const cut = setTimeout(killNow, 30_000);
      await exited;
      clearTimeout(cut);
      killGroup(child, 'SIGKILL');
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/api/2.0/mlflow/experiments/get?experiment_id=0`);
    await reply.body?.cancel();
    return reply.ok;
  } catch {
    return false;
  }
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // They have all ended.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
