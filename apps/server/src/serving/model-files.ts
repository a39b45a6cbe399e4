import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Model files by their hash in a folder, which several processes of one machine may share. */
export interface ModelFiles {
  /** Null where it is not there, or damaged: then it is removed. */
  readonly read: (sha256: string) => Promise<Uint8Array | null>;
  /** There whole or not at all, also after a power cut. */
  readonly keep: (sha256: string, bytes: Uint8Array) => Promise<void>;
  /** Removes what has not been used for longest, but never these. */
  readonly prune: (inUse: ReadonlySet<string>) => Promise<void>;
}

/** Versions beside those in service: to go back to, or asked for by number. Some hundreds of MB. */
const mostOthers = 16;
/** No model takes so long to write; what is older was left by a process that was killed. */
const partAgeMs = 3_600_000;

export function modelFiles(folder: string): ModelFiles {
  const pathOf = (sha256: string): string => join(folder, `${sha256}.verdict`);
  return {
    read: async (sha256) => {
      const path = pathOf(sha256);
      // Whatever keeps it from being read: the bytes can be had elsewhere.
      const bytes = await readFile(path).catch(() => null);
      if (bytes === null) return null;
      if (hashOf(bytes) !== sha256) {
        await rm(path, { force: true }).catch(() => {});
        return null;
      }
      const now = new Date();
      await utimes(path, now, now).catch(() => {});
      return bytes;
    },
    keep: async (sha256, bytes) => {
      await writeWhole(pathOf(sha256), bytes);
    },
    prune: async (inUse) => {
      const found = await Promise.all(
        (await readdir(folder).catch(() => [])).map(async (name) => {
          const path = join(folder, name);
          const facts = await stat(path).catch(() => null);
          return { name, path, usedMs: facts?.mtimeMs ?? 0 };
        }),
      );
      const parts = found.filter(
        ({ name, usedMs }) => name.endsWith('.part') && usedMs < Date.now() - partAgeMs,
      );
      const others = found
        .filter(({ name }) => name.endsWith('.verdict') && !inUse.has(name.slice(0, -'.verdict'.length)))
        .sort((a, b) => b.usedMs - a.usedMs)
        .slice(mostOthers);
      for (const { path } of [...parts, ...others]) await rm(path, { force: true });
    },
  };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Readable by nobody else: beside models it may hold what keys are known by. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const part = `${path}.${process.pid}-${randomUUID()}.part`;
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
