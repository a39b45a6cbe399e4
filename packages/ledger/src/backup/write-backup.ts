import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack as createPack, type Pack } from 'tar-stream';
import { folderFailed } from '../blobs/blob-failures.ts';
import type { Ledger } from '../ledger.ts';
import { fileLines } from './file-lines.ts';
import { blobFile, type Manifest, manifestName, sumsName, tableFile } from './manifest.ts';
import { spoolTables } from './spool-tables.ts';
import { writeEntry } from './tar-entry.ts';

export interface BackupOptions {
  /** The tables wait here, so that the transaction which reads them is short. */
  readonly tempFolder: string;
  readonly signal?: AbortSignal;
}

/**
 * A tar of everything on record: `manifest.json`, the tables as JSONL, the blobs by their hash, and `SHA256SUMS` last,
 * which `sha256sum -c` understands; a copy without it was cut. Resolves once every table has been read and rejects
 * where that fails; the stream ends with an error where a blob cannot be read, never as if it were whole.
 */
export async function writeBackup(ledger: Ledger, { tempFolder, signal }: BackupOptions): Promise<Readable> {
  const folder = await makeFolder(tempFolder);
  const cleanUp = (): Promise<void> => rm(folder, { recursive: true, force: true });
  let manifest: Manifest;
  try {
    const tables = await spoolTables(ledger, folder, signal);
    manifest = { ...tables, blobs: await countBlobs(folder) };
  } catch (error) {
    await cleanUp();
    throw error;
  }
  const pack = createPack();
  const filling = fill(pack, ledger, manifest, folder, signal)
    .catch((error: unknown) => pack.destroy(error as Error))
    .finally(cleanUp);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* pack as AsyncIterable<Uint8Array>;
    } finally {
      pack.destroy();
      await filling;
    }
  }
  const readable = Readable.from(bytes(), { objectMode: false });
  // Whoever stops reading, or never begins, stops the filling.
  readable.once('close', () => pack.destroy());
  return readable;
}

async function fill(
  pack: Pack,
  ledger: Ledger,
  manifest: Manifest,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const mtime = new Date(manifest.createdMs);
  const sums: string[] = [];
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  await writeEntry(pack, { name: manifestName, size: text.length, mtime }, [text]);
  sums.push(`${createHash('sha256').update(text).digest('hex')}  ${manifestName}\n`);
  for (const { name, bytes, sha256 } of manifest.tables) {
    signal?.throwIfAborted();
    const rows = createReadStream(join(folder, name), { highWaterMark: 1 << 18 });
    await writeEntry(pack, { name: tableFile(name), size: bytes, mtime }, rows);
    sums.push(`${sha256}  ${tableFile(name)}\n`);
  }
  for await (const { sha256, bytes } of blobRows(folder)) {
    const blob = await ledger.blobs.get(sha256, signal ? { signal } : {});
    await writeEntry(pack, { name: blobFile(sha256), size: bytes, mtime }, blob);
    sums.push(`${sha256}  ${blobFile(sha256)}\n`);
  }
  const all = Buffer.from(sums.join(''));
  await writeEntry(pack, { name: sumsName, size: all.length, mtime }, [all]);
  pack.finalize();
}

async function countBlobs(folder: string): Promise<Manifest['blobs']> {
  let count = 0;
  let total = 0;
  for await (const { bytes } of blobRows(folder)) {
    count++;
    total += bytes;
  }
  return { count, bytes: total };
}

/** The blobs of the moment at which the tables were read. */
async function* blobRows(
  folder: string,
): AsyncGenerator<{ readonly sha256: string; readonly bytes: number }> {
  for await (const lines of fileLines(join(folder, 'blob'))) {
    for (const line of lines) {
      const { sha256, bytes } = JSON.parse(line) as { sha256: string; bytes: string };
      yield { sha256, bytes: Number(bytes) };
    }
  }
}

export async function makeFolder(tempFolder: string): Promise<string> {
  try {
    await mkdir(tempFolder, { recursive: true });
    return await mkdtemp(join(tempFolder, 'backup-'));
  } catch (cause) {
    throw folderFailed(tempFolder, cause);
  }
}
