import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DvcError } from '../errors.ts';

const run = promisify(execFile);

/** Of these paths, those that git itself keeps, or that hold files it keeps. Without a git to ask, none. */
export async function pathsInGit(gitRoot: string, paths: readonly string[]): Promise<readonly string[]> {
  const answers = await Promise.all(
    paths.map(async (path) => {
      try {
        const { stdout } = await run('git', ['ls-files', '--', `:(literal)${path}`], { cwd: gitRoot });
        return stdout !== '';
      } catch {
        return false;
      }
    }),
  );
  return paths.filter((_, at) => answers[at]);
}

/** For `core.autostage`. */
export async function stage(gitRoot: string, files: readonly string[]): Promise<void> {
  try {
    await run('git', ['add', '--', ...files.map((file) => `:(literal)${file}`)], { cwd: gitRoot });
  } catch (cause) {
    throw new DvcError(
      'NOT_PERMITTED',
      `git would not stage ${files.join(', ')}; stage them yourself, or set core.autostage to false.`,
      { cause },
    );
  }
}
