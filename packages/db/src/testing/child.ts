import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of a test's own, to be killed. */
export interface Child {
  readonly pid: number;
  /** Its next line on stdout; null when there will be none. */
  readonly line: () => Promise<string | null>;
  /** Every line that it still prints. */
  readonly lines: () => Promise<readonly string[]>;
  readonly say: (line: string) => void;
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  readonly stderr: () => string;
}

/** Runs a script of the test folder with its arguments. */
export function startChild(script: URL, ...args: readonly string[]): Child {
  const child: ChildProcess = spawn(process.execPath, [script.pathname, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { stdin, stdout, stderr, pid } = child;
  if (!stdin || !stdout || !stderr || pid === undefined) throw new Error('The process did not start.');
  let errors = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  stdin.on('error', () => {});
  const ended = once(child, 'close');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string | null> => {
    const next = await lines.next();
    return next.done ? null : next.value;
  };
  return {
    pid,
    line,
    lines: async () => {
      const all: string[] = [];
      for (let next = await line(); next !== null; next = await line()) all.push(next);
      return all;
    },
    say: (text) => stdin.write(`${text}\n`),
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await ended;
    },
    stderr: () => errors,
  };
}
