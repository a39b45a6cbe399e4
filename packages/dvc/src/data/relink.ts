import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../cache/cache.ts';
import { Linker } from '../cache/link-file.ts';
import type { HashName } from '../objects/object-key.ts';
import type { Repository } from '../repository/repository.ts';
import { type Data, filePath } from './data-files.ts';
import type { HashedData } from './hash-data.ts';
import { isExecutable } from './stamp.ts';

export function linkerFor(repository: Repository): Linker {
  const scratch = join(repository.dvcFolder, 'tmp', `link-${process.pid}-${crypto.randomUUID().slice(0, 8)}`);
  return new Linker(repository.config.linkTypes, scratch, process.umask());
}

/**
 * After data was put into the cache, makes it in the working folder what the configuration asks for: links to
 * the cache, or files that are no links to anything. Files that are so already are left as they are.
 */
export function relink(
  repository: Repository,
  cache: Cache,
  data: Data,
  hashed: HashedData,
  hashName: HashName,
): void {
  const [type] = repository.config.linkTypes;
  const linker = linkerFor(repository);
  for (const [at, { isLink, stamp }] of data.files.entries()) {
    const isPlain = !isLink && stamp.links === 1;
    if (isPlain && (type === 'copy' || type === 'reflink')) continue;
    const path = filePath(data, data.files[at]!);
    const cachePath = cache.pathOf({ oid: hashed.files[at]!.md5, hashName });
    if (type === 'symlink' && isLink && readlinkSync(path) === cachePath) continue;
    if (type === 'hardlink' && !isLink && isSameFile(path, cachePath)) continue;
    if (stamp.sizeBytes === 0 && isPlain && type === 'hardlink') continue;
    linker.link(cachePath, path, !data.isFolder && isExecutable(stamp.mode));
  }
}

function isSameFile(path: string, other: string): boolean {
  return lstatSync(path).ino === statSync(other).ino;
}
