import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A path in the folder for as long as `work` takes; what is there at its end is removed, whatever happened. */
export async function withTempPath<Result>(
  folder: string,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, `${randomUUID()}.part`);
  try {
    return await work(path);
  } finally {
    await rm(path, { force: true, recursive: true });
  }
}

export async function writeStream(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  await pipeline(Readable.from(bytes), createWriteStream(path, { flags: 'wx' }), {
    ...(signal && { signal }),
  });
}

/** Opened when the first byte is asked for: a verb that refuses beforehand leaves no file open. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}
