import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { blobAddress, isSha256 } from './blob-address.ts';
import { blobUnknown, folderFailed } from './blob-failures.ts';
import type { BlobStore, PutOptions, StagedBlob } from './blob-store.ts';
import { checkedBytes } from './checked-bytes.ts';
import { putStaged } from './put-staged.ts';
import { removeStale, stageFile } from './stage-file.ts';

/** Large enough that a read's fixed cost vanishes beside hashing. */
const readBytes = 256 * 1024;

/**
 * Blobs as read-only files, `sha256/ab/cdef…`. They are written in `tmp` beside, brought to the disk and renamed into
 * place, so that what has its name is whole, also after a crash. Both folders have to be on one file system.
 */
export async function folderBlobs(folder: string): Promise<BlobStore> {
  const temp = join(folder, 'tmp');
  const hashes = join(folder, 'sha256');
  const failed = (cause: unknown): never => {
    throw folderFailed(folder, cause);
  };
  const pathOf = (sha256: string): string => join(folder, blobAddress(sha256));
  try {
    await mkdir(temp, { recursive: true });
    await mkdir(hashes, { recursive: true });
    await removeStale(temp, Date.now());
  } catch (cause) {
    failed(cause);
  }

  const stage = async (bytes: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<StagedBlob> => {
    const { path, facts } = await stageFile(temp, bytes, options);
    let published = false;
    return {
      ...facts,
      upload: async () => {},
      publish: async () => {
        if (published) return;
        await moveInto(path, pathOf(facts.sha256)).catch(failed);
        published = true;
      },
      discard: async () => {
        if (!published) await rm(path, { force: true }).catch(failed);
      },
    };
  };

  return {
    kind: 'folder',
    stage,
    put: (bytes, options) => putStaged(stage(bytes, options)),
    get: async (sha256, { signal } = {}) => {
      signal?.throwIfAborted();
      if (!isSha256(sha256)) throw blobUnknown(sha256);
      const handle = await open(pathOf(sha256), 'r').catch((cause: NodeJS.ErrnoException) => {
        throw cause.code === 'ENOENT' ? blobUnknown(sha256) : folderFailed(folder, cause);
      });
      const source = handle.createReadStream({ highWaterMark: readBytes });
      return checkedBytes(sha256, source, { signal, failed: (cause) => folderFailed(folder, cause) });
    },
    has: async (sha256) => {
      if (!isSha256(sha256)) return false;
      const found = await stat(pathOf(sha256)).catch((cause: NodeJS.ErrnoException) =>
        cause.code === 'ENOENT' ? null : failed(cause),
      );
      return found !== null;
    },
    remove: async (sha256) => {
      if (isSha256(sha256)) await rm(pathOf(sha256), { force: true }).catch(failed);
    },
    list: async function* () {
      for (const first of (await readdir(hashes).catch(failed)).sort()) {
        if (!/^[0-9a-f]{2}$/.test(first)) continue;
        for (const rest of (await readdir(join(hashes, first)).catch(failed)).sort()) {
          if (!isSha256(first + rest)) continue;
          // It may have been removed since.
          const found = await stat(join(hashes, first, rest)).catch(() => null);
          if (found) yield { sha256: first + rest, bytes: found.size, storedMs: Math.round(found.mtimeMs) };
        }
      }
    },
  };
}

/** Replaces what is there: the same bytes, unless they have rotted. Readers of the old file keep it. */
async function moveInto(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  const made = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(dirname(folder));
}

/** Makes a new name survive a power cut; not every system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {}
}
