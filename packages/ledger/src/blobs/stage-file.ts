import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../errors.ts';
import { folderFailed, sourceFailed } from './blob-failures.ts';
import type { BlobFacts, PutOptions } from './blob-store.ts';
import { untilAborted } from './until-aborted.ts';

export interface StagedFile {
  readonly path: string;
  readonly facts: BlobFacts;
}

export interface StageOptions extends PutOptions {
  /** More is refused as soon as it is seen. */
  readonly mostBytes?: number;
}

/**
 * Writes a stream to a file of its own, read-only and on the disk when this resolves. A chunk at a time is in memory:
 * the source is asked for the next when the last is written.
 */
export async function stageFile(
  folder: string,
  bytes: AsyncIterable<Uint8Array>,
  options: StageOptions = {},
): Promise<StagedFile> {
  options.signal?.throwIfAborted();
  const path = join(folder, `${randomUUID()}.tmp`);
  const failed = (cause: unknown): never => {
    throw folderFailed(folder, cause);
  };
  const handle = await open(path, 'wx').catch(failed);
  try {
    let facts: BlobFacts;
    try {
      facts = await writeHashing(handle, folder, bytes, options);
      assertExpected(facts, options.expect ?? {});
      await handle.chmod(0o444).catch(failed);
      await handle.sync().catch(failed);
    } finally {
      await handle.close();
    }
    options.signal?.throwIfAborted();
    return { path, facts };
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    throw error;
  }
}

async function writeHashing(
  handle: FileHandle,
  folder: string,
  source: AsyncIterable<Uint8Array>,
  { signal, expect, mostBytes = Number.POSITIVE_INFINITY }: StageOptions,
): Promise<BlobFacts> {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  const most = Math.min(mostBytes, expect?.bytes ?? Number.POSITIVE_INFINITY);
  let bytes = 0;
  const chunks = untilAborted(source, signal);
  for (;;) {
    const next = await chunks.next().catch((cause: unknown) => {
      throw sourceFailed(cause, bytes);
    });
    if (next.done) break;
    const chunk = next.value;
    bytes += chunk.length;
    if (bytes > most) {
      await chunks.return(undefined).catch(() => {});
      throw bytes > mostBytes ? tooLarge(mostBytes) : otherLength(bytes, most);
    }
    sha256.update(chunk);
    md5.update(chunk);
    try {
      for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
    } catch (cause) {
      await chunks.return(undefined).catch(() => {});
      throw folderFailed(folder, cause);
    }
  }
  return { sha256: sha256.digest('hex'), md5: md5.digest('hex'), bytes };
}

function assertExpected(facts: BlobFacts, expect: NonNullable<PutOptions['expect']>): void {
  if (expect.bytes !== undefined && facts.bytes < expect.bytes) {
    throw new LedgerError('BLOB_CUT_SHORT', `${facts.bytes} of ${expect.bytes} bytes came; send them again.`);
  }
  if (expect.sha256 !== undefined && facts.sha256 !== expect.sha256) {
    throw new LedgerError(
      'BLOB_OTHER',
      `The bytes that came hash to ${facts.sha256} and ${expect.sha256} was announced; send the ones that were meant.`,
    );
  }
}

function otherLength(bytes: number, expected: number): LedgerError {
  return new LedgerError(
    'BLOB_OTHER',
    `${expected} bytes were announced and ${bytes} or more came; send the ones that were meant.`,
  );
}

function tooLarge(most: number): LedgerError {
  return new LedgerError(
    'LIMIT_EXCEEDED',
    `There are more than ${most} bytes, the most that S3 takes in one piece; divide them.`,
  );
}

/** What a process that died left behind. A day is longer than any upload that is still going on. */
const staleAfterMs = 24 * 60 * 60 * 1000;

export async function removeStale(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.tmp')) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && now - found.mtimeMs > staleAfterMs) await rm(path, { force: true });
  }
}
