import { Readable } from 'node:stream';
import { type Extract, extract } from 'tar-stream';
import { LedgerError } from '../errors.ts';
import { damaged } from './manifest.ts';

type Entry = NonNullable<
  Awaited<ReturnType<ReturnType<Extract[typeof Symbol.asyncIterator]>['next']>>['value']
>;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** To be read to the end before the next entry is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The files of a tar in their order. Whatever is no tar, or ends early, is BACKUP_DAMAGED; an error of the source is its own. */
export async function* tarEntries(tar: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const unpacking = extract();
  let sourceError: unknown = null;
  const source = tar instanceof Readable ? tar : Readable.from(tar, { objectMode: false });
  source.on('error', (error) => {
    sourceError = error;
    unpacking.destroy(error);
  });
  source.pipe(unpacking);
  const explain = (cause: unknown): unknown => {
    if (sourceError !== null) return sourceError;
    if (cause instanceof LedgerError) return cause;
    return damaged(`cannot be read as a tar (${(cause as Error).message})`, cause);
  };
  async function* bytesOf(entry: Entry): AsyncGenerator<Uint8Array> {
    try {
      yield* entry as AsyncIterable<Uint8Array>;
    } catch (cause) {
      throw explain(cause);
    }
  }
  const entries = unpacking[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await entries.next().catch((cause: unknown) => {
        throw explain(cause);
      });
      if (next.done) return;
      const { header } = next.value as Entry;
      if (header.type !== 'file') throw damaged(`holds ${JSON.stringify(header.name)}, which is no file`);
      yield { name: header.name, size: header.size ?? 0, bytes: bytesOf(next.value) };
    }
  } finally {
    source.destroy();
    unpacking.destroy();
  }
}
