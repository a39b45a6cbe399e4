import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const launcher = resolve(import.meta.dirname, '../../apps/cli/bin/verdict.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Somebody's machine: what its commands see besides the folder they run in. */
export type Env = Readonly<Record<string, string>>;

function run(program: string, args: readonly string[], folder: string, env: Env): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

export interface Commands {
  readonly git: (folder: string, ...args: string[]) => string;
  readonly dvc: (folder: string, ...args: string[]) => string;
  readonly verdict: (folder: string, ...args: string[]) => string;
  /** Fails as it should: what it says on stderr. */
  readonly refused: (folder: string, ...args: string[]) => string;
}

/** Both programs as people run them; one that fails where it should not ends the story with what it said. */
export function commands(env: Env): Commands {
  const done = (program: string, args: readonly string[], folder: string, shown: string): string => {
    const { code, stdout, stderr } = run(program, args, folder, env);
    assert.equal(code, 0, `${shown} ended with ${code}: ${stdout}${stderr}`);
    return stdout;
  };
  return {
    git: (folder, ...args) => done('git', args, folder, `git ${args.join(' ')}`),
    dvc: (folder, ...args) => done('dvc', args, folder, `dvc ${args.join(' ')}`),
    verdict: (folder, ...args) =>
      done(process.execPath, [launcher, ...args], folder, `verdict ${args.join(' ')}`),
    refused: (folder, ...args) => {
      const { code, stdout, stderr } = run(process.execPath, [launcher, ...args], folder, env);
      assert.equal(
        code,
        1,
        `verdict ${args.join(' ')} was to refuse and ended with ${code}: ${stdout}${stderr}`,
      );
      // The last line, behind warnings.
      return stderr.trim().split('\n').at(-1) ?? '';
    },
  };
}
