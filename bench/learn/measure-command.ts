import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { peer, places, repository, shown } from './places.ts';
import { BenchRefusal } from './refusal.ts';

/** A program and its arguments; the last line of its stdout is one JSON document. */
export type CommandLine = readonly [program: string, ...args: string[]];

export interface Cost {
  /** Wall clock from spawn to exit. */
  readonly seconds: number;
  /** User and system time of the process and its threads. */
  readonly cpuSeconds: number;
  /** Resident set of the largest process of the tree at its largest. */
  readonly peakBytes: number;
}

export interface MeasuredRun extends Cost {
  readonly output: unknown;
}

export function commandText([program, ...args]: CommandLine): string {
  const name = program === process.execPath ? 'node' : shown(program);
  return [program.endsWith('python') ? 'python' : name, ...args.map(shown)].join(' ');
}

/**
 * Runs a command to its end under peers/measured.py, which asks the kernel what it cost (Node tells of itself
 * only). The wrapper's own start is not in the figures.
 */
export async function measureCommand(python: string, command: CommandLine): Promise<MeasuredRun> {
  const report = join(places.work, 'cost.json');
  await mkdir(dirname(report), { recursive: true });
  const { stdout } = await runCommand([python, peer('measured.py'), report, ...command], command);
  const cost = JSON.parse(await readFile(report, 'utf8')) as Cost;
  return { ...cost, output: lastJson(command, stdout) };
}

/** Runs a command whose cost is of no interest and gives what it says. */
export async function ask(command: CommandLine): Promise<unknown> {
  const { stdout } = await runCommand(command);
  return lastJson(command, stdout);
}

/** `shownAs` is the command that a person would type, where a wrapper runs it. */
export async function runCommand(
  [program, ...args]: CommandLine,
  shownAs: CommandLine = [program, ...args],
): Promise<{ stdout: string }> {
  const child = spawn(program, args, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject).on('close', resolve);
  const exitCode = await promise;
  if (exitCode === 0) return { stdout };
  throw new BenchRefusal(`${commandText(shownAs)} ended with exit code ${exitCode}: ${tail(stderr)}`);
}

function lastJson(command: CommandLine, stdout: string): unknown {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BenchRefusal(`${commandText(command)} printed no JSON: ${tail(stdout)}`, { cause: error });
  }
}

function tail(text: string): string {
  return text.trim().slice(-600);
}
