import { createReadStream, existsSync, opendirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DvcError, throwIfAborted } from '../errors.ts';
import { fileError, isMissing } from '../files.ts';
import { doFileWork, outcomeError } from '../threads/do-file-work.ts';
import type { FileOrder } from '../threads/file-work.ts';
import type { Remote, RemoteObject, Transfer, TransferFailure, TransferOptions } from './remote.ts';

/** So many small files, some tens of milliseconds, between two looks at the signal. */
const filesInOneGo = 500;

/** As in a cache: DVC takes an object with these rights for whole. */
const wholeMode = 0o444;

/** A folder on this machine, or one that is mounted here. */
export function localRemote(name: string, folder: string): Remote {
  return {
    name,
    url: folder,
    async existing(keys, options = {}) {
      const there = new Set<string>();
      // Of a folder that is missing no object needs to be asked for: the first push asks 256 times.
      const folders = new Map<string, boolean>();
      for (const [at, key] of keys.entries()) {
        if (at % filesInOneGo === 0) await breathe(options.signal);
        const path = join(folder, key);
        const within = dirname(path);
        if (!folders.has(within)) folders.set(within, existsSync(within));
        if (folders.get(within) && isFile(path)) there.add(key);
      }
      return there;
    },
    list: (prefix, signal) => objectsBelow(folder, prefix, signal),
    upload: (transfers, options = {}) =>
      carry(name, transfers, options, join(folder, `tmp-${process.pid}`), ({ key, path }) => ({
        from: path,
        to: join(folder, key),
      })),
    download: (transfers, options = {}) => {
      const [first] = transfers;
      if (first === undefined) return Promise.resolve([]);
      return carry(name, transfers, options, join(dirname(first.path), 'tmp'), ({ key, path }) => ({
        from: join(folder, key),
        to: path,
      }));
    },
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

async function carry(
  remote: string,
  transfers: readonly Transfer[],
  { signal, onDone }: TransferOptions,
  scratch: string,
  orderOf: (transfer: Transfer) => FileOrder,
): Promise<readonly TransferFailure[]> {
  const orders = transfers.map(orderOf);
  const byOrder = new Map(orders.map((order, at) => [order, transfers[at]!]));
  const outcomes = await doFileWork({ kind: 'copy', scratch, mode: wholeMode }, orders, {
    signal,
    onDone: (order, { error }) => {
      if (!error) onDone?.(byOrder.get(order)!);
    },
  });
  return outcomes.flatMap((outcome, at) => {
    const error = outcomeError(outcome);
    if (!error) return [];
    const { from, to } = orders[at]!;
    const isGone = isMissing(error) && !existsSync(from);
    const failure = isGone ? missing(remote, transfers[at]!.key, error) : fileError(to, error);
    // No other file will fit either.
    if (failure instanceof DvcError && failure.code === 'DISK_FULL') throw failure;
    return [{ transfer: transfers[at]!, error: failure }];
  });
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
