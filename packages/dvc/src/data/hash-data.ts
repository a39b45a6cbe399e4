import { throwIfAborted } from '../errors.ts';
import { fileError } from '../files.ts';
import { hashFile } from '../hash/hash-file.ts';
import type { HashName } from '../objects/object-key.ts';
import { type FormattedTree, formatTree } from '../objects/tree.ts';
import type { Repository } from '../repository/repository.ts';
import { smallBytes } from '../small-files.ts';
import { doFileWork, outcomeError } from '../threads/do-file-work.ts';
import type { FileJob, FileOutcome } from '../threads/file-work.ts';
import type { VerbOptions } from '../verbs/options.ts';
import { type Data, filePath } from './data-files.ts';
import { type HashedFile, loadKnownHashes, saveKnownHashes } from './known-hashes.ts';

export interface HashedData {
  readonly isFolder: boolean;
  readonly files: readonly HashedFile[];
  /** What names the whole: a file's hash, or that of a folder's list. */
  readonly oid: string;
  readonly tree: FormattedTree | undefined;
  readonly sizeBytes: number;
}

/** How files are read, and what is done with them beside. */
export interface FileReader {
  /** For small files, which are at hand as a whole. */
  readonly job: FileJob;
  /** For larger ones, which are not held in memory; says what the file hashes to. */
  readonly onLarge: (path: string) => Promise<string>;
  /** Whether a hash that is known from before will do without reading. */
  readonly isEnough: (md5: string) => boolean;
  readonly onOutcome?: (outcome: FileOutcome) => void;
}

export function hashOnly(hashName: HashName, signal: AbortSignal | undefined): FileReader {
  return {
    job: { kind: 'hash', hashName },
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
  const hashes: (string | undefined)[] = data.files.map(({ relpath, stamp }) => {
    const before = known.get(relpath, stamp);
    return before !== undefined && reader.isEnough(before) ? before : undefined;
  });
  const unread = [...hashes.keys()].filter((at) => hashes[at] === undefined);
  if (unread.length > 0) await readAll(data, unread, hashes, reader, options);
  options.onProgress?.({ step: 'hash', done: hashes.length, total: hashes.length });
  const files = data.files.map((file, at) => ({ ...file, md5: hashes[at]! }));
  if (unread.length > 0) saveKnownHashes(repository, data.path, hashName, files, Date.now());
  return summed(data.isFolder, files);
}

/** Small files by the hundred, large ones one after another; fills in their hashes. */
async function readAll(
  data: Data,
  unread: readonly number[],
  hashes: (string | undefined)[],
  reader: FileReader,
  options: VerbOptions,
): Promise<void> {
  const total = hashes.length;
  let done = total - unread.length;
  const isSmall = (at: number) => data.files[at]!.stamp.sizeBytes <= smallBytes;
  const small = unread.filter(isSmall);
  const large = unread.filter((at) => !isSmall(at));
  const orders = small.map((at) => ({ from: filePath(data, data.files[at]!), to: '' }));
  const onDone = () => {
    done += 1;
    if (done % 500 === 0) options.onProgress?.({ step: 'hash', done, total });
  };
  const outcomes = await doFileWork(reader.job, orders, { signal: options.signal, onDone });
  for (const [at, outcome] of outcomes.entries()) {
    const error = outcomeError(outcome);
    if (error) throw fileError(orders[at]!.from, error);
    // Grown since it was looked at.
    if (outcome.isLarge) large.push(small[at]!);
    hashes[small[at]!] = outcome.md5;
    reader.onOutcome?.(outcome);
  }
  for (const at of large) {
    throwIfAborted(options.signal);
    const path = filePath(data, data.files[at]!);
    try {
      hashes[at] = await reader.onLarge(path);
    } catch (error) {
      throw fileError(path, error);
    }
    onDone();
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
