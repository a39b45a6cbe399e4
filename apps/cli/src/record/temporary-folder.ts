import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder in the workspace that is gone when the work is done; there it shares a disk with what it becomes. */
export async function inTemporaryFolder<Value>(
  home: string,
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  const parent = join(home, 'tmp');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'cli-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
