import { statSync } from 'node:fs';
import { Cache, isTrusted } from '../cache/cache.ts';
import { withRepositoryLocked } from '../locks/lock-repository.ts';
import type { Remote, Transfer } from '../remotes/remote.ts';
import type { Repository } from '../repository/repository.ts';
import { listInEither, type NeededObject, neededObjects, outputsFor } from '../targets/tracked-objects.ts';
import type { RemoteOptions } from './options.ts';

/** An object that could not be carried, by its oid and a path of the data that needs it. */
export interface Untransferred {
  readonly oid: string;
  readonly path: string;
  readonly reason: string;
}

export interface TransferReport {
  /** Objects carried now, folders' lists among them. */
  readonly transferred: number;
  readonly bytes: number;
  /** Objects that were there already. */
  readonly present: number;
  readonly failed: readonly Untransferred[];
}

/** Uploads what the targets need and the remote lacks; a folder's list last, so that it never points at nothing. */
export async function push(
  repository: Repository,
  remote: Remote,
  options: RemoteOptions = {},
): Promise<TransferReport> {
  const cache = new Cache(repository.cacheFolder, { isShared: repository.config.isCacheShared });
  return withRepositoryLocked(repository, [], options.signal, async () => {
    const { signal, jobs } = options;
    const selected = outputsFor(repository, remote, options).filter(({ output }) => output.isPushed);
    const { lists, files, unread } = await neededObjects(
      repository,
      selected,
      listInEither(cache, remote, signal),
    );
    const objects = [...files, ...lists.map(({ list }) => list)];
    options.onProgress?.({ step: 'compare', done: 0, total: objects.length });
    const there = await remote.existing(
      objects.map(({ key }) => key),
      { jobs, signal },
    );
    const failed = new Map<string, Untransferred>();
    for (const { list, reason } of unread) failed.set(list.key, { oid: list.oid, path: list.path, reason });
    let bytes = 0;
    let transferred = 0;
    const total = objects.length - there.size;

    const upload = async (some: readonly NeededObject[]) => {
      const byKey = new Map(some.map((object) => [object.key, object]));
      const sizes = new Map<string, number>();
      const transfers: Transfer[] = [];
      for (const object of some) {
        const path = cache.pathOf(object);
        const stat = statSync(path, { throwIfNoEntry: false });
        if (stat && (isTrusted(stat) || (await cache.has(object, signal)))) {
          sizes.set(object.key, stat.size);
          transfers.push({ key: object.key, path });
        } else
          failed.set(
            object.key,
            untransferred(
              object,
              stat ? 'is damaged in the cache' : 'is in neither the cache nor the remote',
            ),
          );
      }
      const failures = await remote.upload(transfers, {
        jobs,
        signal,
        onDone: ({ key }) => {
          transferred += 1;
          bytes += sizes.get(key) ?? 0;
          options.onProgress?.({ step: 'upload', done: transferred, total });
        },
      });
      for (const { transfer, error } of failures)
        failed.set(transfer.key, untransferred(byKey.get(transfer.key)!, error.message));
    };

    await upload(files.filter(({ key }) => !there.has(key)));
    const whole = lists.filter(
      (needed) => !there.has(needed.list.key) && needed.files.every(({ key }) => !failed.has(key)),
    );
    // A target within a folder uploads some of its files; its list would then promise the others too.
    const isPart = new Set(selected.flatMap(({ output, within }) => (within ? [output.oid] : [])));
    await upload(whole.map(({ list }) => list).filter(({ oid }) => !isPart.has(oid)));
    return { transferred, bytes, present: there.size, failed: [...failed.values()] };
  });
}

export function untransferred({ oid, path }: NeededObject, reason: string): Untransferred {
  return { oid, path, reason };
}
