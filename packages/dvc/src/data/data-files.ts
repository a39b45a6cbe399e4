import { lstatSync, type Stats, statSync } from 'node:fs';
import { DvcError } from '../errors.ts';
import { fileError, isMissing } from '../files.ts';
import type { Repository } from '../repository/repository.ts';
import { stampOf } from './stamp.ts';
import { type DataFile, walkData } from './walk-data.ts';

export interface Data {
  readonly path: string;
  readonly isFolder: boolean;
  readonly files: readonly DataFile[];
}

/** What stands at a tracked path now: a folder's files, or one file with an empty relpath; undefined for nothing. */
export async function dataAt(
  repository: Repository,
  path: string,
  signal?: AbortSignal,
): Promise<Data | undefined> {
  const stat = statAt(path);
  if (stat === undefined) return undefined;
  if (stat.isDirectory())
    return { path, isFolder: true, files: await walkData(repository.root, path, signal) };
  if (!stat.isFile())
    throw new DvcError('PATH_UNSUITABLE', `${path} is neither a file nor a folder; move it elsewhere.`);
  const isLink = lstatSync(path).isSymbolicLink();
  return { path, isFolder: false, files: [{ relpath: '', stamp: stampOf(stat), isLink }] };
}

export function filePath(data: Data, file: { readonly relpath: string }): string {
  return file.relpath === '' ? data.path : `${data.path}/${file.relpath}`;
}

function statAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileError(path, error);
  }
}
