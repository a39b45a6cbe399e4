import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DvcError } from '../errors.ts';
import { isMissing } from '../files.ts';
import { isInOrAt } from '../paths.ts';

interface Holder {
  readonly pid: number;
  readonly cmd: string;
}

/**
 * While a stage of a pipeline runs, DVC lets go of the repository's lock and lists the paths that the stage
 * reads and writes in `rwlock`. Whoever holds the lock may rely on the list: nobody else can add to it.
 */
export function refuseBusyPaths(folder: string, paths: readonly string[]): void {
  const file = join(folder, 'rwlock');
  for (const [busy, { pid, cmd }] of holders(file))
    for (const path of paths)
      if ((isInOrAt(path, busy) || isInOrAt(busy, path)) && isAlive(pid))
        throw new DvcError(
          'REPOSITORY_LOCKED',
          `${path} is in use by process ${pid} (${cmd}); wait for it to end. If there is no such process, remove ${file}.`,
        );
}

function holders(file: string): readonly (readonly [string, Holder])[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  try {
    const { write = {}, read = {} } = JSON.parse(text) as {
      write?: Record<string, Holder>;
      read?: Record<string, readonly Holder[]>;
    };
    return [
      ...Object.entries(write),
      ...Object.entries(read).flatMap(([path, some]) => some.map((one) => [path, one] as const)),
    ];
  } catch (cause) {
    throw new DvcError(
      'REPOSITORY_LOCKED',
      `${file} is not as DVC writes it; if no process is at work here, remove it.`,
      { cause },
    );
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
