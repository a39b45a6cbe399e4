import { createReadStream, readFileSync, statSync } from 'node:fs';
import { Cache } from '../cache/cache.ts';
import { DvcError, throwIfAborted } from '../errors.ts';
import { isMissing } from '../files.ts';
import { hashPieces } from '../hash/hash-pieces.ts';
import type { Remote } from '../remotes/remote.ts';
import type { Repository } from '../repository/repository.ts';
import { findOutputs } from '../targets/find-outputs.ts';
import { selectOutputs } from '../targets/select-outputs.ts';
import {
  concernsRemote,
  listIn,
  listOn,
  type NeededObject,
  neededObjects,
  outputsFor,
} from '../targets/tracked-objects.ts';
import type { RemoteOptions } from './options.ts';

export interface VerifyOptions extends RemoteOptions {
  /** Only asks whether each object is there, and does not read it. */
  readonly presenceOnly?: boolean | undefined;
}

export interface Fault {
  readonly oid: string;
  /** Data that needs the object, from the repository's root. */
  readonly path: string;
  readonly fault: 'missing' | 'damaged' | 'unreadable';
  readonly detail: string;
}

export interface VerifyReport {
  readonly objects: number;
  readonly bytesRead: number;
  readonly faults: readonly Fault[];
}

/** So many objects at once: a remote over the network answers most while others wait. */
const defaultJobs = 16;

/** Reads every object that the targets need, on the remote or in the cache, and hashes it again. Changes nothing. */
export async function verify(
  repository: Repository,
  store: Remote | 'cache',
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const { signal } = options;
  const cache = new Cache(repository.cacheFolder, { isShared: repository.config.isCacheShared });
  const isCache = store === 'cache';
  const selected = isCache
    ? selectOutputs(findOutputs(repository), repository.root, options.targets).filter(({ output }) =>
        concernsRemote(output),
      )
    : outputsFor(repository, store, options).filter(({ output }) => output.isPushed);
  const { lists, files, unread } = await neededObjects(
    repository,
    selected,
    isCache ? listIn(cache) : listOn(store, signal),
  );
  const objects = [...lists.map(({ list }) => list), ...files];
  const faults: Fault[] = unread.map(({ list, reason }) => ({
    oid: list.oid,
    path: list.path,
    fault: /damaged/.test(reason) ? 'damaged' : 'missing',
    detail: reason,
  }));
  const readable = options.presenceOnly
    ? await presentOf(objects, cache, store, options, faults)
    : await Promise.resolve(objects);
  let bytesRead = 0;
  if (!options.presenceOnly) {
    let done = 0;
    await inTurns(readable, options.jobs ?? defaultJobs, async (object) => {
      throwIfAborted(signal);
      const pieces = isCache ? piecesOf(cache.pathOf(object)) : store.read(object.key, signal);
      const fault = await faultOf(object, pieces, (bytes) => {
        bytesRead += bytes;
      });
      if (fault) faults.push(fault);
      done += 1;
      options.onProgress?.({ step: 'read', done, total: objects.length });
    });
  }
  return { objects: objects.length + unread.length, bytesRead, faults };
}

async function presentOf(
  objects: readonly NeededObject[],
  cache: Cache,
  store: Remote | 'cache',
  options: VerifyOptions,
  faults: Fault[],
): Promise<readonly NeededObject[]> {
  const { jobs, signal } = options;
  const there =
    store === 'cache'
      ? new Set(objects.filter((object) => isThere(cache.pathOf(object))).map(({ key }) => key))
      : await store.existing(
          objects.map(({ key }) => key),
          { jobs, signal },
        );
  for (const object of objects) if (!there.has(object.key)) faults.push(missing(object));
  return objects.filter(({ key }) => there.has(key));
}

async function faultOf(
  object: NeededObject,
  pieces: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): Promise<Fault | undefined> {
  const { oid, path, hashName } = object;
  try {
    const hash = await hashPieces(pieces, hashName, onBytes);
    if (hash === oid.slice(0, 32)) return undefined;
    return { oid, path, fault: 'damaged', detail: `It hashes to ${hash}.` };
  } catch (error) {
    if (error instanceof DvcError && error.code === 'ABORTED') throw error;
    if (isMissing(error) || (error instanceof DvcError && error.code === 'OBJECT_MISSING'))
      return missing(object);
    return { oid, path, fault: 'unreadable', detail: (error as Error).message };
  }
}

function missing({ oid, path }: NeededObject): Fault {
  return { oid, path, fault: 'missing', detail: 'It is not there.' };
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** A stream for a file of some bytes costs ten times the reading. */
async function* piecesOf(path: string): AsyncIterable<Uint8Array> {
  if (statSync(path).size <= 2 ** 20) yield readFileSync(path);
  else yield* createReadStream(path, { highWaterMark: 2 ** 20 });
}

async function inTurns<Item>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker));
}
