import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { md5Of } from '../hash/md5.ts';
import type { HashName } from '../objects/object-key.ts';
import { fromRoot } from '../paths.ts';
import type { Repository } from '../repository/repository.ts';
import { type FileStamp, isSameStamp } from './stamp.ts';

/** What tracked files hashed to when they were last read, so that unchanged ones are not read again. */
export interface KnownHashes {
  get(relpath: string, stamp: FileStamp): string | undefined;
}

export interface HashedFile {
  /** Below the tracked folder; empty for a tracked file itself. */
  readonly relpath: string;
  readonly md5: string;
  readonly stamp: FileStamp;
}

type Row = readonly [
  relpath: string,
  md5: string,
  size: number,
  inode: number,
  mtimeMs: number,
  ctimeMs: number,
];

const version = 1;

/** Clocks of file systems tick this coarsely: a file changed as late may change again within the same tick. */
const tickMs = 20;

/** In `.dvc/tmp`, which DVC keeps out of git; lost or damaged it only costs hashing anew. */
export function loadKnownHashes(repository: Repository, path: string, hashName: HashName): KnownHashes {
  const rows = new Map<string, Row>();
  for (const row of rowsIn(statePath(repository, path, hashName))) rows.set(row[0], row);
  return {
    get(relpath, stamp) {
      const row = rows.get(relpath);
      if (!row) return undefined;
      const [, md5, sizeBytes, inode, mtimeMs, ctimeMs] = row;
      return isSameStamp(stamp, { ...stamp, sizeBytes, inode, mtimeMs, ctimeMs }) ? md5 : undefined;
    },
  };
}

export function saveKnownHashes(
  repository: Repository,
  path: string,
  hashName: HashName,
  files: readonly HashedFile[],
  now: number,
): void {
  const rows = files
    .filter(({ stamp }) => stamp.ctimeMs < now - tickMs)
    .map(
      ({ relpath, md5, stamp }): Row => [
        relpath,
        md5,
        stamp.sizeBytes,
        stamp.inode,
        stamp.mtimeMs,
        stamp.ctimeMs,
      ],
    );
  const file = statePath(repository, path, hashName);
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(folderOf(repository), { recursive: true });
    writeFileSync(beside, JSON.stringify({ version, path: fromRoot(repository.root, path), rows }));
    renameSync(beside, file);
  } catch {
    // A read-only or full disk may not stop what needs no writing.
  }
}

function folderOf(repository: Repository): string {
  return join(repository.dvcFolder, 'tmp', 'verdict');
}

function statePath(repository: Repository, path: string, hashName: HashName): string {
  return join(
    folderOf(repository),
    `${md5Of(Buffer.from(fromRoot(repository.root, path)))}.${hashName}.json`,
  );
}

function rowsIn(file: string): readonly Row[] {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown; rows?: unknown };
    return read.version === version && Array.isArray(read.rows) ? (read.rows as readonly Row[]) : [];
  } catch {
    return [];
  }
}
