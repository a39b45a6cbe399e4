import { Cache } from '../cache/cache.ts';
import { dataAt } from '../data/data-files.ts';
import { hashData, hashOnly } from '../data/hash-data.ts';
import type { Output } from '../dvc-file/output.ts';
import { fromRoot } from '../paths.ts';
import type { Remote } from '../remotes/remote.ts';
import type { Repository } from '../repository/repository.ts';
import { findOutputs } from '../targets/find-outputs.ts';
import { type Selected, selectOutputs } from '../targets/select-outputs.ts';
import { listIn, listInEither, neededObjects, outputsFor } from '../targets/tracked-objects.ts';
import type { RemoteOptions, TargetOptions } from './options.ts';

export interface OutputStatus {
  readonly path: string;
  readonly dvcFile: string;
  /** The working folder against the `.dvc` file; `untold` where that names no hash yet. */
  readonly state: 'same' | 'modified' | 'deleted' | 'untold';
  /** Whether all its objects are in the cache. */
  readonly isCached: boolean;
}

export interface RemoteStatus {
  /** Objects in the cache and not on the remote: push. */
  readonly toPush: number;
  /** Objects on the remote and not in the cache: pull. */
  readonly toFetch: number;
  readonly inBoth: number;
  /** Objects that are in neither, each with data that needs it. */
  readonly missing: readonly { readonly oid: string; readonly path: string }[];
}

/** The working folder against the `.dvc` files, and those against the cache. Files that did not change are not read. */
export async function status(
  repository: Repository,
  options: TargetOptions = {},
): Promise<readonly OutputStatus[]> {
  const cache = new Cache(repository.cacheFolder, { isShared: repository.config.isCacheShared });
  const selected = selectOutputs(findOutputs(repository), repository.root, options.targets);
  const states: OutputStatus[] = [];
  for (const one of selected)
    states.push({
      path: fromRoot(repository.root, one.output.path),
      dvcFile: fromRoot(repository.root, one.output.definedIn),
      state: await stateOf(repository, one.output, options),
      isCached: await isCached(repository, cache, one, options),
    });
  return states;
}

async function stateOf(
  repository: Repository,
  output: Output,
  options: TargetOptions,
): Promise<OutputStatus['state']> {
  const data = await dataAt(repository, output.path, options.signal);
  if (data === undefined) return 'deleted';
  if (output.oid === undefined) return output.isCloudVersioned ? 'same' : 'untold';
  const { hashName } = output;
  const { oid } = await hashData(repository, data, hashName, hashOnly(hashName, options.signal), options);
  return oid === output.oid ? 'same' : 'modified';
}

async function isCached(
  repository: Repository,
  cache: Cache,
  selected: Selected,
  options: TargetOptions,
): Promise<boolean> {
  const { output } = selected;
  if (!output.isCached || output.oid === undefined) return false;
  const { files, unread } = await neededObjects(repository, [selected], listIn(cache));
  if (unread.length > 0) return false;
  for (const file of files)
    if (!cache.hasTrusted(file) && !(await cache.has(file, options.signal))) return false;
  return true;
}

export async function remoteStatus(
  repository: Repository,
  remote: Remote,
  options: RemoteOptions = {},
): Promise<RemoteStatus> {
  const { signal, jobs } = options;
  const cache = new Cache(repository.cacheFolder, { isShared: repository.config.isCacheShared });
  const selected = outputsFor(repository, remote, options);
  const { lists, files, unread } = await neededObjects(
    repository,
    selected,
    listInEither(cache, remote, signal),
  );
  const objects = [...files, ...lists.map(({ list }) => list)];
  const there = await remote.existing(
    objects.map(({ key }) => key),
    { jobs, signal },
  );
  const counts = { toPush: 0, toFetch: 0, inBoth: 0 };
  const missing = unread.map(({ list: { oid, path } }) => ({ oid, path }));
  for (const object of objects) {
    const isHere = cache.hasTrusted(object) || (await cache.has(object, signal));
    if (isHere && there.has(object.key)) counts.inBoth += 1;
    else if (isHere) counts.toPush += 1;
    else if (there.has(object.key)) counts.toFetch += 1;
    else missing.push({ oid: object.oid, path: object.path });
  }
  return { ...counts, missing };
}
