import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Cache } from '../cache/cache.ts';
import { hashBytes } from '../hash/hash-file.ts';
import type { HashName } from '../objects/object-key.ts';
import { copyNew, readSmall } from '../small-files.ts';

/** What is done with many small files, on whichever thread; as data, so that it can be told to one. */
export type FileJob =
  | { readonly kind: 'hash'; readonly hashName: HashName }
  | { readonly kind: 'store'; readonly cacheFolder: string; readonly isShared: boolean }
  | { readonly kind: 'copy'; readonly scratch: string; readonly mode: number };

/** `to` is for copies. */
export interface FileOrder {
  readonly from: string;
  readonly to: string;
}

/** How one file went: its hash where it was read, whether its object is new, or what the system said. */
export interface FileOutcome {
  readonly md5?: string;
  readonly isNew?: boolean;
  /** Read in one go it is not; left to whoever takes large ones. */
  readonly isLarge?: boolean;
  readonly error?: { readonly code: string | undefined; readonly message: string };
}

export interface FileWork {
  readonly take: (order: FileOrder) => FileOutcome;
  /** Removes what was begun and not finished. */
  readonly close: () => void;
}

export function openFileWork(job: FileJob): FileWork {
  const { take, close } = workOf(job);
  return {
    take(order) {
      try {
        return take(order);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        return { error: { code, message } };
      }
    },
    close,
  };
}

function workOf(job: FileJob): FileWork {
  switch (job.kind) {
    case 'hash':
      return {
        take: ({ from }) => {
          const bytes = readSmall(from);
          return bytes ? { md5: hashBytes(bytes, job.hashName) } : { isLarge: true };
        },
        close: () => {},
      };
    case 'store':
      return storing(new Cache(job.cacheFolder, { isShared: job.isShared }));
    case 'copy':
      return copying(job.scratch, job.mode);
  }
}

function storing(cache: Cache): FileWork {
  // Files of one content are common (empty ones, most of all), and asking the disk once is enough.
  const present = new Set<string>();
  return {
    take({ from }) {
      const bytes = readSmall(from);
      if (bytes === null) return { isLarge: true };
      const md5 = hashBytes(bytes, 'md5');
      if (present.has(md5)) return { md5 };
      present.add(md5);
      const name = { oid: md5, hashName: 'md5' } as const;
      if (cache.hasTrusted(name)) return { md5 };
      cache.putBytes(name, bytes);
      return { md5, isNew: true };
    },
    close: () => cache.close(),
  };
}

function copying(scratch: string, mode: number): FileWork {
  const folder = `${scratch}-${crypto.randomUUID().slice(0, 8)}`;
  const made = new Set<string>();
  const makeFolder = (path: string) => {
    if (made.has(path)) return;
    mkdirSync(path, { recursive: true });
    made.add(path);
  };
  return {
    take({ from, to }) {
      makeFolder(folder);
      makeFolder(dirname(to));
      const beside = join(folder, 'object');
      copyNew(from, beside, mode);
      renameSync(beside, to);
      return {};
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
