import type { Stats } from 'node:fs';

/** What tells whether a file may have changed without reading it. */
export interface FileStamp {
  readonly sizeBytes: number;
  readonly inode: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly mode: number;
  readonly links: number;
}

export function stampOf(stat: Stats): FileStamp {
  return {
    sizeBytes: stat.size,
    inode: stat.ino,
    mtimeMs: stat.mtimeMs,
    ctimeMs: stat.ctimeMs,
    mode: stat.mode,
    links: stat.nlink,
  };
}

/** A change of rights alone moves ctime too: the file is then read once more, which harms nothing. */
export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return (
    a.sizeBytes === b.sizeBytes && a.inode === b.inode && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs
  );
}

export function isExecutable(mode: number): boolean {
  return (mode & 0o111) !== 0;
}
