import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LockOptions, takeLock, type WorkspaceLock } from './take-lock.ts';
import { workspaceError } from './workspace-error.ts';
import { readWorkspaceFile, writeWorkspaceFile } from './workspace-file.ts';

/** A workspace that this process alone may write to. */
export interface Workspace {
  readonly lock: WorkspaceLock;
  /** Of the embedded store. */
  readonly dataFolder: string;
}

/** Looks whether the folder is ours to use before anything in it is touched, then takes its lock. */
export async function openWorkspace(home: string, options: LockOptions): Promise<Workspace> {
  await readWorkspaceFile(home);
  await mkdir(home, { recursive: true }).catch((cause: unknown) => {
    throw workspaceError(home, cause);
  });
  const lock = await takeLock(home, options);
  try {
    // Once more: whoever held the lock may have been a newer Verdict.
    if ((await readWorkspaceFile(home)) === null) await writeWorkspaceFile(home, await ownVersion());
    return { lock, dataFolder: join(home, 'db') };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function ownVersion(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
