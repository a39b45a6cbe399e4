import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FilesError, throwIfAborted } from './errors.ts';
import { takeHead } from './head.ts';
import { chunkBytes, densestGzip, smallUnpackedBytes } from './limits.ts';

export interface ReadControl {
  readonly signal?: AbortSignal | undefined;
  /** Bytes on disk, compressed where the file is; the total is 0 for a pipe. */
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined;
}

export interface OpenedBytes {
  /** Uncompressed. A chunk holds until the next one is asked for. */
  readonly chunks: AsyncIterable<Buffer>;
  readonly gzipped: boolean;
  /** A file that can be read a second time; a pipe cannot. */
  readonly regular: boolean;
  readonly bytesOnDisk: number;
  readonly close: () => Promise<void>;
}

const gzipMagic = Buffer.from([0x1f, 0x8b]);

/** Gzip is known by its first bytes, whatever the name says; it is unpacked in Node's thread pool. */
export async function openBytes(path: string, control: ReadControl = {}): Promise<OpenedBytes> {
  throwIfAborted(path, control.signal);
  const found = await stat(path).catch((cause) => {
    throw notReadable(path, cause);
  });
  if (found.isDirectory())
    throw new FilesError('IS_DIRECTORY', path, `${path} is a folder; name a file inside it.`);
  const handle = await open(path, 'r').catch((cause) => {
    throw notReadable(path, cause);
  });
  try {
    const regular = found.isFile();
    // A pipe gives its bytes once: it is read in fresh buffers and looked at through a head.
    const gzippedFile = regular && (await beginsWithGzip(path, handle));
    const raw = readChunks(path, handle, found.size, !regular || gzippedFile, control);
    const head = regular ? null : await takeHead(raw, (bytes) => bytes.length >= 2);
    const gzipped = head ? head.bytes.subarray(0, 2).equals(gzipMagic) : gzippedFile;
    const source = head ? head.all : raw;
    const unpacked = gzipped ? unpack(path, source) : null;
    return {
      chunks: unpacked ? unpacked.chunks : source,
      gzipped,
      regular,
      bytesOnDisk: found.size,
      close: async () => {
        unpacked?.stop();
        await handle.close();
      },
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function beginsWithGzip(path: string, handle: FileHandle): Promise<boolean> {
  const magic = Buffer.alloc(2);
  await handle.read(magic, 0, 2, 0).catch((cause) => {
    throw notReadable(path, cause);
  });
  return magic.equals(gzipMagic);
}

async function* readChunks(
  path: string,
  handle: FileHandle,
  total: number,
  fresh: boolean,
  { signal, onProgress }: ReadControl,
): AsyncGenerator<Buffer> {
  let buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let done = 0;
  for (;;) {
    throwIfAborted(path, signal);
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes, null).catch((cause) => {
      throw notReadable(path, cause);
    });
    if (bytesRead === 0) return;
    done += bytesRead;
    onProgress?.(done, total);
    yield buffer.subarray(0, bytesRead);
    if (fresh) buffer = Buffer.allocUnsafeSlow(chunkBytes);
  }
}

function unpack(path: string, source: AsyncIterable<Buffer>) {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  let packedBytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      packedBytes += chunk.length;
      yield chunk;
    }
  }
  pipeline(Readable.from(counted(), { objectMode: false, highWaterMark: chunkBytes }), gunzip, () => {});

  async function* chunks(): AsyncGenerator<Buffer> {
    let bytes = 0;
    try {
      for await (const chunk of gunzip) {
        bytes += chunk.length;
        if (bytes > smallUnpackedBytes && bytes > densestGzip * packedBytes) throw tooDense(path);
        yield chunk;
      }
    } catch (cause) {
      if (cause instanceof FilesError) throw cause;
      const cut = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
      throw new FilesError(
        'GZIP_DAMAGED',
        path,
        `${path} is a gzip file that ${cut ? 'ends too early' : 'is damaged'}; copy or download it again.`,
        { cause },
      );
    }
  }
  return { chunks: chunks(), stop: () => gunzip.destroy() };
}

function tooDense(path: string): FilesError {
  return new FilesError(
    'GZIP_TOO_DENSE',
    path,
    `${path} is a gzip file that unpacks to more than ${densestGzip} times its bytes, as texts never do; unpack it and look at it.`,
  );
}

function notReadable(path: string, cause: NodeJS.ErrnoException): FilesError {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')
    return new FilesError('FILE_NOT_FOUND', path, `There is no file ${path}; check its name and folder.`, {
      cause,
    });
  const denied = cause.code === 'EACCES' || cause.code === 'EPERM';
  const why = denied ? 'this user may not read it' : cause.message;
  return new FilesError('NOT_READABLE', path, `${path} cannot be read (${why}); check its permissions.`, {
    cause,
  });
}
