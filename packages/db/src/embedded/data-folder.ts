import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DbError } from '../errors.ts';

/** Of the PostgreSQL inside of PGlite. Its data folders are read by this major version alone. */
export const embeddedMajor = '18';

/**
 * A data folder that is being made for the first time, which takes seconds, has a marker beside it. Whoever finds the
 * marker finds what a killed process left, with nothing acknowledged in it, and begins again.
 */
export async function prepareDataFolder(folder: string): Promise<{ readonly made: () => Promise<void> }> {
  const marker = `${folder}.making`;
  const unfinished = await isThere(marker);
  if (unfinished) await rm(folder, { recursive: true, force: true });
  const version = await versionOf(folder);
  if (version !== null) {
    assertMajor(folder, version);
    return { made: async () => {} };
  }
  if (await hasFiles(folder)) {
    throw new DbError(
      'STORE_UNREADABLE',
      `${folder} holds files that are no embedded store, or not a whole one; move it away, then restore a backup.`,
    );
  }
  await mkdir(dirname(folder), { recursive: true });
  await writeFile(marker, '');
  return {
    made: async () => {
      await rm(marker);
      // Or a power cut could bring the marker back, and the store would be thrown away.
      await syncFolder(dirname(folder));
    },
  };
}

function assertMajor(folder: string, major: string): void {
  if (major === embeddedMajor) return;
  const remedy =
    Number(major) > Number(embeddedMajor)
      ? 'start the newer Verdict'
      : 'make a backup with the Verdict that made it, and restore it with this one';
  throw new DbError(
    'STORE_OTHER_VERSION',
    `The embedded store ${folder} is of PostgreSQL ${major}, and this Verdict holds ${embeddedMajor}; ${remedy}.`,
  );
}

async function versionOf(folder: string): Promise<string | null> {
  return readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null;
      throw cause;
    },
  );
}

async function isThere(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

async function hasFiles(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length > 0,
    () => false,
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch {
    // Some systems refuse to sync a folder; the marker's removal then rests on the file system.
  } finally {
    await handle.close();
  }
}
