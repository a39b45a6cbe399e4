import type { Cache } from '../cache/cache.ts';
import { storeFile } from '../cache/store-file.ts';
import type { Repository } from '../repository/repository.ts';
import type { VerbOptions } from '../verbs/options.ts';
import type { Data } from './data-files.ts';
import { type HashedData, hashData } from './hash-data.ts';

export interface StoredData {
  readonly hashed: HashedData;
  /** Objects that the cache did not have before. */
  readonly stored: number;
}

/** Hashes data and keeps it in the cache, in one reading of each file that may have changed. */
export async function storeData(
  repository: Repository,
  cache: Cache,
  data: Data,
  options: VerbOptions,
): Promise<StoredData> {
  const present = new Set<string>();
  const isPresent = (md5: string) => {
    if (present.has(md5)) return true;
    if (!cache.hasTrusted({ oid: md5, hashName: 'md5' })) return false;
    present.add(md5);
    return true;
  };
  const stored = new Set<string>();
  const hashed = await hashData(
    repository,
    data,
    'md5',
    {
      job: { kind: 'store', cacheFolder: cache.folder, isShared: repository.config.isCacheShared },
      onOutcome: ({ md5, isNew }) => {
        if (isNew) stored.add(md5!);
      },
      onLarge: async (path) => {
        const { oid, isNew } = await storeFile(cache, path, options.signal);
        if (isNew) stored.add(oid);
        return oid;
      },
      isEnough: isPresent,
    },
    options,
  );
  return { hashed, stored: stored.size };
}
