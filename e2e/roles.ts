import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const launcher = resolve(import.meta.dirname, '../apps/cli/bin/verdict.js');

export interface RoleProcess {
  readonly url: string;
  readonly pid: number;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** `verdict serve` with one role, once it says where it listens. */
export async function serveRole(
  role: 'http' | 'infer',
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<RoleProcess> {
  const { DATABASE_URL: _database, ...inherited } = process.env;
  const child = spawn(process.execPath, [launcher, 'serve', '--role', role, '--json', ...args], {
    env: {
      ...inherited,
      VERDICT_LOG_LEVEL: 'silent',
      VERDICT_DRAIN_DELAY_MS: '0',
      VERDICT_PREDICTS_PER_MINUTE: '10000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = endOf(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    return { url, pid: child.pid ?? 0, signal: (signal) => child.kill(signal), ended };
  }
  throw new Error(`verdict serve ended before it listened: ${said.join('')}`);
}

async function endOf(child: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return code ?? signal ?? 'unknown';
}
