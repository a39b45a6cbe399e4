import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { aborted, FilesError, throwIfAborted } from './errors.ts';

export type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/**
 * The file appears whole or not at all: written beside its place, synced, then renamed. Whatever goes wrong,
 * what stood there before still stands and nothing is left beside it. A device or a pipe is written to as
 * it is, since a rename would replace it.
 */
export async function writeFileAtomically(
  path: string,
  content: Uint8Array | string | Chunks,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  throwIfAborted(path, options.signal);
  const chunks = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  const standing = await stat(path).catch(() => null);
  if (standing?.isDirectory())
    throw new FilesError('IS_DIRECTORY', path, `${path} is a folder; name a file inside it.`);
  const special = standing !== null && !standing.isFile();
  const beside = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}.tmp`);
  const target = special ? path : beside;
  try {
    const handle = await named(path, open(target, special ? 'w' : 'wx'));
    try {
      await writeChunks(path, handle, chunks, options.signal);
      if (!special) await named(path, handle.sync());
    } finally {
      await handle.close();
    }
    throwIfAborted(path, options.signal);
    if (!special) {
      await named(path, rename(beside, path));
      await syncFolder(dirname(path));
    }
  } catch (error) {
    if (!special) await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}

async function writeChunks(
  path: string,
  handle: FileHandle,
  chunks: Chunks,
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const chunk of chunks) {
    if (signal?.aborted) throw aborted(path, signal.reason);
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let written = 0;
    while (written < bytes.length)
      written += (await named(path, handle.write(bytes, written, bytes.length - written))).bytesWritten;
  }
}

/** Makes the new name survive a power cut; not every system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {}
}

async function named<Value>(path: string, doing: Promise<Value>): Promise<Value> {
  return doing.catch((cause: NodeJS.ErrnoException) => {
    throw notWritable(path, cause);
  });
}

/** Only what the file system says is translated; an error of whoever makes the chunks passes as it is. */
export function notWritable(path: string, cause: NodeJS.ErrnoException): FilesError {
  switch (cause.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new FilesError(
        'FOLDER_MISSING',
        path,
        `There is no folder ${dirname(path)} to write ${basename(path)} into; make it first.`,
        { cause },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new FilesError('DISK_FULL', path, `The disk is full while writing ${path}; make room first.`, {
        cause,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new FilesError(
        'NOT_WRITABLE',
        path,
        `This user may not write ${path}; choose another folder or change its permissions.`,
        { cause },
      );
    default:
      return new FilesError(
        'NOT_WRITABLE',
        path,
        `${path} cannot be written (${cause.message}); choose another place.`,
        { cause },
      );
  }
}
