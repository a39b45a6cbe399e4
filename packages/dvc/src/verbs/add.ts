import { basename, join, resolve } from 'node:path';
import { Cache } from '../cache/cache.ts';
import { type Data, dataAt } from '../data/data-files.ts';
import { type HashedData, hashData, hashOnly } from '../data/hash-data.ts';
import { relink } from '../data/relink.ts';
import { isExecutable } from '../data/stamp.ts';
import { storeData } from '../data/store-data.ts';
import type { Output } from '../dvc-file/output.ts';
import {
  changedDvcFile,
  type DataNote,
  newDvcFile,
  textOrUndefined,
  writeText,
} from '../dvc-file/write-dvc-file.ts';
import { DvcError } from '../errors.ts';
import { ignoreInGit } from '../git/ignore-in-git.ts';
import { stage } from '../git/run-git.ts';
import { withRepositoryLocked } from '../locks/lock-repository.ts';
import { fromRoot } from '../paths.ts';
import type { Repository } from '../repository/repository.ts';
import { findOutputs } from '../targets/find-outputs.ts';
import { listIn, neededObjects } from '../targets/tracked-objects.ts';
import { addWithin } from './add-within.ts';
import { checkPaths } from './check-paths.ts';
import type { VerbOptions } from './options.ts';

export interface Added {
  /** The data, from the repository's root, with `/`. */
  readonly path: string;
  /** Its `.dvc` file, from the repository's root. */
  readonly dvcFile: string;
  readonly md5: string;
  readonly sizeBytes: number;
  /** How many files, where it is a folder. */
  readonly files: number | undefined;
  /** Of them, how many were not in the cache before. */
  readonly filesStored: number;
  /** Whether the `.dvc` file is new or says something else than before. */
  readonly isChanged: boolean;
  /** Files that were written and belong in git, from the repository's root. */
  readonly gitFiles: readonly string[];
}

/** Hashes each path, keeps it in the cache, writes `PATH.dvc` and ignores PATH in git, as `dvc add` does. */
export async function add(
  repository: Repository,
  paths: readonly string[],
  options: VerbOptions = {},
): Promise<readonly Added[]> {
  const whole = [...new Set(paths.map((path) => resolve(repository.root, path)))];
  const cache = new Cache(repository.cacheFolder, { isShared: repository.config.isCacheShared });
  return withRepositoryLocked(repository, whole, options.signal, async () => {
    try {
      const outputs = findOutputs(repository);
      const plans = await checkPaths(repository, outputs, whole);
      const added: Added[] = [];
      for (const { path, output } of plans) {
        const isWithin = output !== undefined && output.path !== path;
        added.push(
          isWithin
            ? await addWithin(repository, cache, output, path, options)
            : await addOne(repository, cache, path, output, options),
        );
      }
      await autostage(repository, added);
      return added;
    } finally {
      cache.close();
    }
  });
}

async function addOne(
  repository: Repository,
  cache: Cache,
  path: string,
  output: Output | undefined,
  options: VerbOptions,
): Promise<Added> {
  const data = await dataAt(repository, path, options.signal);
  if (data === undefined)
    throw new DvcError(
      'PATH_MISSING',
      `There is no ${fromRoot(repository.root, path)}; name a file or a folder.`,
    );
  if (output && (await isUnchangedLegacy(repository, cache, data, output, options)))
    return { ...unchanged(repository, output), sizeBytes: output.sizeBytes ?? 0, files: output.files };
  const { hashed, stored } =
    output?.isCached === false
      ? {
          hashed: await hashData(repository, data, 'md5', hashOnly('md5', options.signal), options),
          stored: 0,
        }
      : await storeData(repository, cache, data, options);
  if (hashed.tree && output?.isCached !== false) keepList(cache, hashed);
  if (output?.isCached !== false) relink(repository, cache, data, hashed, 'md5');
  return record(repository, path, output, noteOf(data, hashed), stored);
}

function keepList(cache: Cache, { tree }: HashedData): void {
  const name = { oid: tree!.oid, hashName: 'md5' } as const;
  if (!cache.hasTrusted(name)) cache.putBytes(name, tree!.bytes);
}

function noteOf(data: Data, hashed: HashedData): DataNote {
  return {
    oid: hashed.oid,
    sizeBytes: hashed.sizeBytes,
    files: hashed.isFolder ? hashed.files.length : undefined,
    isExecutable: !hashed.isFolder && isExecutable(data.files[0]!.stamp.mode),
  };
}

/** Writes the `.dvc` file where it says something new, and sees to git. */
export function record(
  repository: Repository,
  path: string,
  output: Output | undefined,
  note: DataNote,
  filesStored: number,
): Added {
  const file = output?.definedIn ?? `${path}.dvc`;
  const before = textOrUndefined(file);
  const text =
    output === undefined || before === undefined
      ? newDvcFile(note, basename(path))
      : changedDvcFile(before, file, output.writtenPath, note);
  const isChanged = text !== before;
  if (isChanged) writeText(file, text);
  const isIgnoredByGit = repository.gitRoot !== undefined && output?.isCached !== false;
  const gitignore = isIgnoredByGit ? ignoreInGit(repository.gitRoot, path) : undefined;
  const from = (some: string) => fromRoot(repository.root, some);
  return {
    path: from(path),
    dvcFile: from(file),
    md5: note.oid,
    sizeBytes: note.sizeBytes,
    files: note.files,
    filesStored,
    isChanged,
    gitFiles: [...(isChanged ? [from(file)] : []), ...(gitignore === undefined ? [] : [from(gitignore)])],
  };
}

/** Data that DVC 2 added keeps its hash as long as it is what it was. */
async function isUnchangedLegacy(
  repository: Repository,
  cache: Cache,
  data: Data,
  output: Output,
  options: VerbOptions,
): Promise<boolean> {
  if (output.hashName === 'md5' || output.oid === undefined) return false;
  const reader = hashOnly(output.hashName, options.signal);
  const { oid } = await hashData(repository, data, output.hashName, reader, options);
  if (oid !== output.oid) return false;
  const { files, unread } = await neededObjects(repository, [{ output, within: undefined }], listIn(cache));
  for (const file of files) if (!(await cache.has(file, options.signal))) return false;
  return unread.length === 0;
}

function unchanged(repository: Repository, output: Output): Omit<Added, 'sizeBytes' | 'files'> {
  return {
    path: fromRoot(repository.root, output.path),
    dvcFile: fromRoot(repository.root, output.definedIn),
    md5: output.oid!,
    filesStored: 0,
    isChanged: false,
    gitFiles: [],
  };
}

async function autostage(repository: Repository, added: readonly Added[]): Promise<void> {
  const { gitRoot, config, root } = repository;
  const files = added.flatMap(({ gitFiles }) => gitFiles.map((file) => join(root, file)));
  if (config.autostage && gitRoot !== undefined && files.length > 0) await stage(gitRoot, files);
}
