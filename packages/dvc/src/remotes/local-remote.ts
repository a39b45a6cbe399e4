import { createReadStream, mkdirSync, opendirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DvcError, throwIfAborted } from '../errors.ts';
import { fileError, isMissing } from '../files.ts';
import { copyNew } from '../small-files.ts';
import type { Remote, RemoteObject, Transfer, TransferFailure, TransferOptions } from './remote.ts';

/** So many small files, some tens of milliseconds, between two looks at the signal. */
const filesInOneGo = 500;

/** As in a cache: DVC takes an object with these rights for whole. */
const wholeMode = 0o444;

/** A folder on this machine, or one that is mounted here. */
export function localRemote(name: string, folder: string): Remote {
  const scratch = join(folder, `tmp-${process.pid}-${crypto.randomUUID().slice(0, 8)}`);
  const foldersMade = new Set<string>();
  const makeFolder = (path: string) => {
    if (foldersMade.has(path)) return;
    mkdirSync(path, { recursive: true });
    foldersMade.add(path);
  };

  const upload = ({ key, path }: Transfer) => {
    const target = join(folder, key);
    makeFolder(scratch);
    makeFolder(dirname(target));
    const beside = join(scratch, 'object');
    copyNew(path, beside, wholeMode);
    renameSync(beside, target);
  };

  const download = ({ key, path }: Transfer) => {
    try {
      rmSync(path, { force: true });
      copyNew(join(folder, key), path, wholeMode);
    } catch (error) {
      throw isMissing(error) ? missing(name, key, error) : error;
    }
  };

  return {
    name,
    url: folder,
    async existing(keys, options = {}) {
      const there = new Set<string>();
      for (const [at, key] of keys.entries()) {
        if (at % filesInOneGo === 0) await breathe(options.signal);
        if (isFile(join(folder, key))) there.add(key);
      }
      return there;
    },
    list: (prefix, signal) => objectsBelow(folder, prefix, signal),
    upload: async (transfers, options = {}) => {
      try {
        return await each(transfers, options, upload);
      } finally {
        rmSync(scratch, { recursive: true, force: true });
        foldersMade.delete(scratch);
      }
    },
    download: (transfers, options = {}) => each(transfers, options, download),
    async *read(key, signal) {
      try {
        yield* createReadStream(join(folder, key), { highWaterMark: 2 ** 20, ...(signal ? { signal } : {}) });
      } catch (error) {
        throwIfAborted(signal);
        throw isMissing(error) ? missing(name, key, error) : fileError(join(folder, key), error);
      }
    },
    async close() {},
  };
}

/** One after another: a disk that is near gains nothing from several at once. */
async function each(
  transfers: readonly Transfer[],
  options: TransferOptions,
  carry: (transfer: Transfer) => void,
): Promise<readonly TransferFailure[]> {
  const failures: TransferFailure[] = [];
  for (const [at, transfer] of transfers.entries()) {
    if (at % filesInOneGo === 0) await breathe(options.signal);
    try {
      carry(transfer);
    } catch (error) {
      const failure = fileError(transfer.path, error);
      // No other file will fit or be allowed either.
      if (failure instanceof DvcError && failure.code === 'DISK_FULL') throw failure;
      failures.push({ transfer, error: failure });
      continue;
    }
    options.onDone?.(transfer);
  }
  return failures;
}

async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  throwIfAborted(signal);
}

async function* objectsBelow(
  folder: string,
  prefix: string,
  signal?: AbortSignal,
): AsyncIterable<RemoteObject> {
  const within = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const folders = [within];
  while (folders.length > 0) {
    const below = folders.pop()!;
    await breathe(signal);
    for (const entry of entriesOf(join(folder, below))) {
      const key = `${below}${entry.name}`;
      if (entry.isDirectory()) {
        if (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)) folders.push(`${key}/`);
      } else if (key.startsWith(prefix)) yield { key, size: statSync(join(folder, key)).size };
    }
  }
}

function* entriesOf(path: string) {
  let folder: ReturnType<typeof opendirSync>;
  try {
    folder = opendirSync(path);
  } catch (error) {
    if (isMissing(error)) return;
    throw fileError(path, error);
  }
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) yield entry;
  } finally {
    folder.closeSync();
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch (error) {
    throw fileError(path, error);
  }
}

function missing(remote: string, key: string, cause: unknown): DvcError {
  return new DvcError('OBJECT_MISSING', `The remote ${remote} has no ${key}; push it from where it is.`, {
    cause,
  });
}
