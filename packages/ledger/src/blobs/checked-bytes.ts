import { createHash } from 'node:crypto';
import { addAbortSignal, Readable } from 'node:stream';
import { LedgerError } from '../errors.ts';
import { blobDamaged } from './blob-failures.ts';

/**
 * The bytes of a blob, hashed on their way: about a millisecond a megabyte, against which a reader never takes rotten
 * bytes for whole ones. The last chunk is held back until the hash is known.
 */
export function checkedBytes(
  sha256: string,
  source: Readable,
  options: { readonly signal?: AbortSignal | undefined; readonly failed: (cause: unknown) => LedgerError },
): Readable {
  async function* checked(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let held: Uint8Array | null = null;
    try {
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        if (held) yield held;
        held = chunk;
      }
    } catch (cause) {
      throw cause instanceof LedgerError ? cause : options.failed(cause);
    }
    const found = hash.digest('hex');
    if (found !== sha256) throw blobDamaged(sha256, found);
    if (held) yield held;
  }
  const readable = Readable.from(checked(), { objectMode: false });
  // A generator that never began has nothing to clean up behind it.
  readable.once('close', () => source.destroy());
  return options.signal ? addAbortSignal(options.signal, readable) : readable;
}
