import type { Cache } from '../cache/cache.ts';
import { storeFile } from '../cache/store-file.ts';
import { md5Of } from '../hash/md5.ts';
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
  let stored = 0;
  // Files of one content are common (empty ones, most of all), and asking the disk once is enough.
  const present = new Set<string>();
  const isPresent = (md5: string) => {
    if (present.has(md5)) return true;
    if (!cache.hasTrusted({ oid: md5, hashName: 'md5' })) return false;
    present.add(md5);
    return true;
  };
  const hashed = await hashData(
    repository,
    data,
    'md5',
    {
      onBytes: (bytes) => {
        const md5 = md5Of(bytes);
        if (!isPresent(md5)) {
          cache.putBytes({ oid: md5, hashName: 'md5' }, bytes);
          present.add(md5);
          stored += 1;
        }
        return md5;
      },
      onLarge: async (path) => {
        const before = present.size;
        const md5 = await storeFile(cache, path, options.signal);
        present.add(md5);
        if (present.size > before) stored += 1;
        return md5;
      },
      isEnough: isPresent,
    },
    options,
  );
  return { hashed, stored };
}
