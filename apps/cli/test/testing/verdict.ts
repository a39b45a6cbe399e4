import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const launcher = fileURLToPath(new URL('../../bin/verdict.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Folder {
  readonly path: string;
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly files: () => string[];
  readonly verdict: (args: readonly string[], input?: string) => Promise<Ran>;
  readonly start: (args: readonly string[], env?: NodeJS.ProcessEnv) => ChildProcess;
  readonly remove: () => void;
}

/** A folder of its own for a test; commands run in it with the launcher that users run. */
export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'verdict-cli-'));
  const { FORCE_COLOR: _, NO_COLOR: __, ...plain } = process.env;
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
    spawn('node', [launcher, ...args], { cwd: path, env: { ...plain, ...env } });
  return {
    path,
    write: (name, content) => {
      writeFileSync(join(path, name), content);
      return name;
    },
    files: () => readdirSync(path).sort(),
    verdict: (args, input = '') => {
      const child = start(args);
      child.stdin?.end(input);
      return ended(child);
    },
    start,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export function ended(child: ChildProcess): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
