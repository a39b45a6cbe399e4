import { statSync } from 'node:fs';
import type { Cache } from '../cache/cache.ts';
import { dataAt } from '../data/data-files.ts';
import { relink } from '../data/relink.ts';
import { storeData } from '../data/store-data.ts';
import type { Output } from '../dvc-file/output.ts';
import { DvcError } from '../errors.ts';
import { formatTree, parseTree, type TreeEntry } from '../objects/tree.ts';
import { fromRoot } from '../paths.ts';
import type { Repository } from '../repository/repository.ts';
import { type Added, record } from './add.ts';
import type { VerbOptions } from './options.ts';

/** A path within a tracked folder: the folder's list with what is there now, and everything else as it was. */
export async function addWithin(
  repository: Repository,
  cache: Cache,
  output: Output,
  path: string,
  options: VerbOptions,
): Promise<Added> {
  if (output.hashName !== 'md5' || !output.isCached)
    throw new DvcError(
      'PATH_OVERLAPS',
      `${fromRoot(repository.root, output.path)} was added by DVC 2 or is not cached; add it whole.`,
    );
  const within = fromRoot(output.path, path);
  const before =
    output.oid === undefined ? [] : parseTree(cache.read({ oid: output.oid, hashName: 'md5' }), output.oid);
  const isWithin = ({ relpath }: TreeEntry) => relpath === within || relpath.startsWith(`${within}/`);
  const rest = before.filter((entry) => !isWithin(entry));
  const data = await dataAt(repository, path, options.signal);
  if (data === undefined && rest.length === before.length)
    throw new DvcError(
      'PATH_MISSING',
      `There is no ${fromRoot(repository.root, path)}; name a file or a folder.`,
    );
  const kept = data && (await storeData(repository, cache, data, options));
  if (data && kept) relink(repository, cache, data, kept.hashed, 'md5');
  const now = (kept?.hashed.files ?? []).map(({ relpath, md5 }) => ({
    relpath: relpath === '' ? within : `${within}/${relpath}`,
    md5,
  }));
  const entries = [...rest, ...now];
  const tree = formatTree(entries);
  if (!cache.hasTrusted({ oid: tree.oid, hashName: 'md5' }))
    cache.putBytes({ oid: tree.oid, hashName: 'md5' }, tree.bytes);
  const sizeBytes = sizeOf(rest, cache) + (kept?.hashed.sizeBytes ?? 0);
  const note = { oid: tree.oid, sizeBytes, files: entries.length, isExecutable: false };
  return record(repository, output.path, output, note, kept?.stored ?? 0);
}

function sizeOf(entries: readonly TreeEntry[], cache: Cache): number {
  let bytes = 0;
  for (const { md5, relpath } of entries) {
    const stat = statSync(cache.pathOf({ oid: md5, hashName: 'md5' }), { throwIfNoEntry: false });
    if (!stat)
      throw new DvcError(
        'OBJECT_MISSING',
        `${relpath} is not in the cache, so the folder's size is unknown; pull first.`,
      );
    bytes += stat.size;
  }
  return bytes;
}
