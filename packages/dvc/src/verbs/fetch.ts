import { rmSync, statSync } from 'node:fs';
import { Cache } from '../cache/cache.ts';
import { DvcError } from '../errors.ts';
import { hashBytes, hashFile } from '../hash/hash-file.ts';
import { withRepositoryLocked } from '../locks/lock-repository.ts';
import { isListOid } from '../objects/object-key.ts';
import type { Remote } from '../remotes/remote.ts';
import type { Repository } from '../repository/repository.ts';
import { readSmall } from '../small-files.ts';
import type { Selected } from '../targets/select-outputs.ts';
import { listIn, type NeededObject, neededObjects, outputsFor } from '../targets/tracked-objects.ts';
import type { RemoteOptions } from './options.ts';
import { type TransferReport, type Untransferred, untransferred } from './push.ts';

/**
 * Downloads into the cache what the targets need and the cache lacks; an object is kept only if it hashes to
 * its name.
 */
export async function fetch(
  repository: Repository,
  remote: Remote,
  options: RemoteOptions = {},
): Promise<TransferReport> {
  const cache = new Cache(repository.cacheFolder, { isShared: repository.config.isCacheShared });
  return withRepositoryLocked(repository, [], options.signal, async () => {
    try {
      const selected = outputsFor(repository, remote, options);
      const report = new Fetching(cache, remote, options);
      const lists = new Map<string, NeededObject>();
      await neededObjects(repository, whole(selected), async (list) => {
        lists.set(list.key, list);
        return [];
      });
      await report.bring([...lists.values()]);
      const { files, unread } = await neededObjects(repository, selected, listIn(cache));
      for (const { list, reason } of unread) report.fail(list, reason);
      await report.bring(files);
      return report.sum();
    } finally {
      cache.close();
    }
  });
}

/** The lists come before what is wanted of them can be looked up. */
function whole(selected: readonly Selected[]): readonly Selected[] {
  return selected.map(({ output }) => ({ output, within: undefined }));
}

class Fetching {
  readonly #failed = new Map<string, Untransferred>();
  #transferred = 0;
  #bytes = 0;
  #present = 0;
  readonly #cache: Cache;
  readonly #remote: Remote;
  readonly #options: RemoteOptions;

  constructor(cache: Cache, remote: Remote, options: RemoteOptions) {
    this.#cache = cache;
    this.#remote = remote;
    this.#options = options;
  }

  async bring(objects: readonly NeededObject[]): Promise<void> {
    const { signal, jobs, onProgress } = this.#options;
    const lacking: NeededObject[] = [];
    for (const object of objects)
      if (this.#cache.hasTrusted(object) || (await this.#cache.has(object, signal))) this.#present += 1;
      else lacking.push(object);
    const byKey = new Map(lacking.map((object) => [object.key, object]));
    const large: { readonly object: NeededObject; readonly path: string }[] = [];
    let done = 0;
    const failures = await this.#remote.download(
      lacking.map(({ key }) => ({ key, path: this.#cache.newScratch() })),
      {
        jobs,
        signal,
        onDone: ({ key, path }) => {
          done += 1;
          onProgress?.({ step: 'download', done, total: lacking.length });
          const object = byKey.get(key)!;
          const bytes = readSmall(path);
          if (bytes === null) large.push({ object, path });
          else {
            this.#bytes += bytes.length;
            this.#keep(object, path, hashBytes(bytes, object.hashName));
          }
        },
      },
    );
    for (const { object, path } of large) {
      this.#bytes += statSync(path).size;
      this.#keep(object, path, await hashFile(path, object.hashName, signal));
    }
    for (const { transfer, error } of failures) this.fail(byKey.get(transfer.key)!, error.message);
  }

  #keep(object: NeededObject, path: string, hash: string): void {
    if (hash === object.oid.slice(0, 32)) {
      this.#cache.accept(path, object);
      this.#transferred += 1;
      return;
    }
    rmSync(path, { force: true });
    const what = isListOid(object.oid) ? 'list of a folder' : 'object';
    this.fail(
      object,
      new DvcError(
        'OBJECT_DAMAGED',
        `The ${what} ${object.oid} on the remote ${this.#remote.name} is damaged: it hashes to ${hash}; push it again from where it is whole.`,
      ).message,
    );
  }

  fail(object: NeededObject, reason: string): void {
    if (!this.#failed.has(object.key)) this.#failed.set(object.key, untransferred(object, reason));
  }

  sum(): TransferReport {
    return {
      transferred: this.#transferred,
      bytes: this.#bytes,
      present: this.#present,
      failed: [...this.#failed.values()],
    };
  }
}
