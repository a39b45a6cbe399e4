import type { Cache } from '../cache/cache.ts';
import type { Output } from '../dvc-file/output.ts';
import { DvcError } from '../errors.ts';
import { isListOid, type ObjectName, objectKey } from '../objects/object-key.ts';
import { parseTree, type TreeEntry } from '../objects/tree.ts';
import { fromRoot } from '../paths.ts';
import type { Remote } from '../remotes/remote.ts';
import type { Repository } from '../repository/repository.ts';
import type { RemoteOptions } from '../verbs/options.ts';
import { findOutputs } from './find-outputs.ts';
import { type Selected, selectOutputs } from './select-outputs.ts';

/** An object that tracked data needs. */
export interface NeededObject extends ObjectName {
  readonly key: string;
  /** The first data that needs it, from the repository's root. */
  readonly path: string;
}

/** A folder's list with what it lists: uploaded after those, downloaded before them. */
export interface NeededList {
  readonly list: NeededObject;
  readonly files: readonly NeededObject[];
}

export interface NeededObjects {
  readonly lists: readonly NeededList[];
  /** All files, those of lists among them, each once. */
  readonly files: readonly NeededObject[];
  /** Lists that could not be read, so that what is in them is not known. */
  readonly unread: readonly { readonly list: NeededObject; readonly reason: string }[];
}

/** Selected data that this remote has to do with. */
export function outputsFor(
  repository: Repository,
  remote: Remote,
  options: RemoteOptions,
): readonly Selected[] {
  return selectOutputs(findOutputs(repository), repository.root, options.targets).filter(
    ({ output }) => concernsRemote(output) && isKeptOn(output, remote.name, options.onlyItsOwn ?? false),
  );
}

/** Data that this code can carry: in the cache, by its hash, and not another repository's. */
export function concernsRemote(output: Output): boolean {
  if (!output.isCached || output.importedFrom === 'repository') return false;
  if (output.isCloudVersioned)
    throw new DvcError(
      'REMOTE_UNSUPPORTED',
      `${output.definedIn} tracks data by a cloud's own versions, which only dvc itself can read.`,
    );
  return output.oid !== undefined;
}

function isKeptOn(output: Output, remoteName: string, onlyItsOwn: boolean): boolean {
  const named = output.remote?.toLowerCase();
  return named === remoteName.toLowerCase() || (named === undefined && !onlyItsOwn);
}

/** Remotes that single `.dvc` files name: their data is kept there, and not on the one that is chosen. */
export function remotesNamed(repository: Repository, targets?: readonly string[]): readonly string[] {
  const selected = selectOutputs(findOutputs(repository), repository.root, targets);
  return [...new Set(selected.flatMap(({ output }) => output.remote?.toLowerCase() ?? []))];
}

/** Follows lists to their files; `readList` says where lists are read from. */
export async function neededObjects(
  repository: Repository,
  selected: readonly Selected[],
  readList: (list: NeededObject) => Promise<readonly TreeEntry[]>,
): Promise<NeededObjects> {
  const lists = new Map<string, NeededList>();
  const files = new Map<string, NeededObject>();
  const unread: { list: NeededObject; reason: string }[] = [];
  for (const { output, within } of selected) {
    const path = fromRoot(repository.root, output.path);
    const whole = needed({ oid: output.oid!, hashName: output.hashName }, path);
    if (!isListOid(whole.oid)) {
      if (!files.has(whole.key)) files.set(whole.key, whole);
      continue;
    }
    try {
      const entries = entriesWithin(await readList(whole), within, path);
      const own = entries.map(({ md5, relpath }) =>
        needed({ oid: md5, hashName: output.hashName }, `${path}/${relpath}`),
      );
      const before = lists.get(whole.key)?.files ?? [];
      lists.set(whole.key, { list: whole, files: [...before, ...own] });
      for (const file of own) if (!files.has(file.key)) files.set(file.key, file);
    } catch (error) {
      if (!(error instanceof DvcError) || !['OBJECT_MISSING', 'OBJECT_DAMAGED'].includes(error.code))
        throw error;
      unread.push({ list: whole, reason: error.message });
    }
  }
  return { lists: [...lists.values()], files: [...files.values()], unread };
}

export function entriesWithin(
  entries: readonly TreeEntry[],
  within: readonly string[] | undefined,
  path: string,
): readonly TreeEntry[] {
  if (within === undefined) return entries;
  const chosen = entries.filter(({ relpath }) =>
    within.some((place) => relpath === place || relpath.startsWith(`${place}/`)),
  );
  if (chosen.length === 0)
    throw new DvcError('TARGET_UNKNOWN', `Nothing is tracked at ${path}/${within.join(', ')}.`);
  return chosen;
}

function needed(name: ObjectName, path: string): NeededObject {
  return { oid: name.oid, hashName: name.hashName, key: objectKey(name), path };
}

export function listIn(cache: Cache): (list: NeededObject) => Promise<readonly TreeEntry[]> {
  return async (list) => parseTree(cache.read(list), list.oid);
}

/** From the cache, or where it is not there from the remote, and then not kept. */
export function listInEither(
  cache: Cache,
  remote: Remote,
  signal: AbortSignal | undefined,
): (list: NeededObject) => Promise<readonly TreeEntry[]> {
  return async (list) => {
    if (cache.hasTrusted(list)) return listIn(cache)(list);
    return listOn(remote, signal)(list);
  };
}

export function listOn(
  remote: Remote,
  signal: AbortSignal | undefined,
): (list: NeededObject) => Promise<readonly TreeEntry[]> {
  return async (list) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of remote.read(list.key, signal)) pieces.push(Uint8Array.from(piece));
    return parseTree(Buffer.concat(pieces), list.oid);
  };
}
