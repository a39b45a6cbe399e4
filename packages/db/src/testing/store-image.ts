import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Names the file that in-memory test stores begin from. */
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
  if (!existsSync(path)) {
    const store = await PGlite.create();
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, new Uint8Array(await (await store.dumpDataDir('none')).arrayBuffer()));
    await store.close();
    // Two workers may both have made one; either is whole.
    await rename(draft, path);
  }
  return path;
}
