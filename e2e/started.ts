import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const launcher = resolve(import.meta.dirname, '../apps/cli/bin/verdict.js');

export interface Started {
  readonly url: string;
  readonly pid: number;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A workspace of its own for a test. */
export async function workspace(): Promise<{ readonly home: string; readonly remove: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'verdict-e2e-'));
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

/** The sites keep out of it: the first reviews of one of them are questions too. */
const alone = ['--potatoes-port', 'off', '--spam-port', 'off'];

/** `verdict up` as a process of its own, once it says where it listens. */
export async function up(env: Readonly<Record<string, string>>): Promise<Started> {
  const child = spawn(process.execPath, [launcher, 'up', '--port', '0', ...alone, '--json'], {
    env: { ...process.env, VERDICT_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const exited = once(child, 'exit');
  let asked = false;
  const ended = (signal: NodeJS.Signals) => () => {
    asked = true;
    return end(child, signal, exited);
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    child.on('exit', (code, signal) => {
      // A test sees only that nobody answers any more.
      if (!asked) console.error(`verdict up ended by itself (${signal ?? code}): ${said.join('')}`);
    });
    return { url, pid: child.pid ?? 0, kill: ended('SIGKILL'), stop: ended('SIGTERM') };
  }
  throw new Error(`verdict up ended before it listened: ${said.join('')}`);
}

/** One command, to its end. */
export async function verdict(args: readonly string[], env: Readonly<Record<string, string>>, cwd?: string) {
  const child = spawn(process.execPath, [launcher, ...args], { env: { ...process.env, ...env }, cwd });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, exited: Promise<unknown>): Promise<void> {
  child.kill(signal);
  await exited;
}
