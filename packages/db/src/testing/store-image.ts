import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';

/** Names the file that the stores of tests begin from. */
const imageVariable = 'VERDICT_TEST_STORE_IMAGE';

/** Vitest's global set-up: a place for the image, which lasts as long as the run does. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-store-image-'));
  process.env[imageVariable] = join(folder, 'empty.tar');
  return async () => {
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * An empty embedded store as a file. Making one takes seconds, so the first test that needs it does so, and all others
 * begin from a copy. Null outside of such a run.
 */
export async function storeImage(): Promise<string | null> {
  const path = process.env[imageVariable];
  if (!path) return null;
  await makeOnce(path, async (draft) => {
    const store = await PGlite.create();
    await writeFile(draft, new Uint8Array(await (await store.dumpDataDir('none')).arrayBuffer()));
    await store.close();
  });
  return path;
}

/** Lays an empty store into a workspace that has none; outside of a run its first opener makes it. */
export async function layStore(home: string): Promise<void> {
  const image = await storeImage();
  if (image === null) return;
  await mkdir(join(home, 'db'), { recursive: true });
  await promisify(execFile)('tar', ['-xf', image, '-C', join(home, 'db')]);
}

/**
 * A copy of what `open` leaves when it opens an empty workspace and closes it, which happens once a run for each name.
 * Outside of a run the workspace stays to be made.
 */
export async function copyWorkspace(
  home: string,
  name: string,
  open: (home: string) => Promise<void>,
): Promise<void> {
  const image = await storeImage();
  if (image === null) return;
  const made = join(dirname(image), name);
  await makeOnce(made, async (draft) => {
    await layStore(draft);
    await open(draft);
  });
  await cp(made, home, { recursive: true });
}

/** Two workers may both have made one; either is whole. */
async function makeOnce(path: string, make: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return;
  const draft = `${path}.${randomUUID()}`;
  await make(draft);
  await rename(draft, path).catch(async (error: unknown) => {
    if (!existsSync(path)) throw error;
    // A folder, unlike a file, is not put in another's place.
    await rm(draft, { recursive: true, force: true });
  });
}
