import { createHash } from 'node:crypto';
import { Refusal } from '@verdict/engine';
import { writeFileAtomically } from '@verdict/files';

interface Download {
  readonly path: string;
  /** What the bytes must hash to; null where nobody knows. */
  readonly sha256: string | null;
  readonly signal: AbortSignal;
  readonly what: string;
}

/** Streams a reply into a file, which appears only if it is whole and is what it should be. */
export async function download(reply: Response, { path, sha256, signal, what }: Download): Promise<number> {
  const hash = createHash('sha256');
  let bytes = 0;
  await writeFileAtomically(path, checked(), { signal });
  return bytes;

  async function* checked(): AsyncGenerator<Uint8Array> {
    if (reply.body) {
      try {
        for await (const chunk of reply.body) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      } catch (cause) {
        signal.throwIfAborted();
        throw new Refusal(`The connection broke while ${what} came; try again.`, { cause });
      }
    }
    if (sha256 !== null && hash.digest('hex') !== sha256) {
      throw new Refusal(
        `${what} did not arrive as it is on record; try again, or check it with verdict data verify.`,
      );
    }
  }
}
