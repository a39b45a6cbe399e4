import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors.ts';
import { fileError } from '../files.ts';
import { hashBytes, hashFile } from '../hash/hash-file.ts';
import type { HashName } from '../objects/object-key.ts';
import { type FormattedTree, formatTree } from '../objects/tree.ts';
import type { Repository } from '../repository/repository.ts';
import { readSmall, smallBytes } from '../small-files.ts';
import type { VerbOptions } from '../verbs/options.ts';
import { type Data, filePath } from './data-files.ts';
import { type HashedFile, loadKnownHashes, saveKnownHashes } from './known-hashes.ts';
import type { DataFile } from './walk-data.ts';

export interface HashedData {
  readonly isFolder: boolean;
  readonly files: readonly HashedFile[];
  /** What names the whole: a file's hash, or that of a folder's list. */
  readonly oid: string;
  readonly tree: FormattedTree | undefined;
  readonly sizeBytes: number;
}

/** What does the reading: gets a file, and says what it hashes to. */
export interface FileReader {
  /** Small files, all their bytes at hand. */
  readonly onBytes: (bytes: Uint8Array) => string;
  /** Larger ones, which are not held in memory. */
  readonly onLarge: (path: string) => Promise<string>;
  /** Whether a hash that is known from before will do without reading. */
  readonly isEnough: (md5: string) => boolean;
}

/** So many small files, some tens of milliseconds, between two looks at the signal. */
const filesInOneGo = 500;

export function hashOnly(hashName: HashName, signal: AbortSignal | undefined): FileReader {
  return {
    onBytes: (bytes) => hashBytes(bytes, hashName),
    onLarge: (path) => hashFile(path, hashName, signal),
    isEnough: () => true,
  };
}

/** Hashes data, reading only files that may have changed since they were last hashed. */
export async function hashData(
  repository: Repository,
  data: Data,
  hashName: HashName,
  reader: FileReader,
  options: VerbOptions,
): Promise<HashedData> {
  const known = loadKnownHashes(repository, data.path, hashName);
  const files: HashedFile[] = [];
  let hasNews = false;
  for (const [at, file] of data.files.entries()) {
    if (at % filesInOneGo === 0) {
      options.onProgress?.({ step: 'hash', done: at, total: data.files.length });
      await setImmediate();
      throwIfAborted(options.signal);
    }
    const before = known.get(file.relpath, file.stamp);
    if (before !== undefined && reader.isEnough(before)) {
      files.push({ ...file, md5: before });
      continue;
    }
    hasNews = true;
    files.push({ ...file, md5: await read(data, file, reader) });
  }
  options.onProgress?.({ step: 'hash', done: files.length, total: files.length });
  if (hasNews) saveKnownHashes(repository, data.path, hashName, files, Date.now());
  return summed(data.isFolder, files);
}

async function read(data: Data, file: DataFile, reader: FileReader): Promise<string> {
  const path = filePath(data, file);
  try {
    const bytes = file.stamp.sizeBytes <= smallBytes ? readSmall(path) : null;
    return bytes ? reader.onBytes(bytes) : await reader.onLarge(path);
  } catch (error) {
    throw fileError(path, error);
  }
}

export function summed(isFolder: boolean, files: readonly HashedFile[]): HashedData {
  const tree = isFolder ? formatTree(files) : undefined;
  return {
    isFolder,
    files,
    oid: tree?.oid ?? files[0]!.md5,
    tree,
    sizeBytes: files.reduce((sum, { stamp }) => sum + stamp.sizeBytes, 0),
  };
}
