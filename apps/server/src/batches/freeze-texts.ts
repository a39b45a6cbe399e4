import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { textPacker } from '@verdict/engine';
import { keepBlob, type Ledger } from '@verdict/ledger';
import { type EngineQueue, refusedWork } from '../engine-queue.ts';
import { ServerError } from '../errors.ts';
import { fileBytes, withTempPath, writeStream } from '../temp-file.ts';

export interface FrozenTexts {
  readonly inputSha256: string;
  readonly textsSha256: string;
  readonly rows: number;
}

export interface FreezeTextsContext {
  readonly ledger: Ledger;
  readonly engine: EngineQueue;
  readonly tempFolder: string;
  readonly signal: AbortSignal;
}

/** The texts of one request, which is in memory already. */
export async function freezeTexts(
  { ledger, signal }: Pick<FreezeTextsContext, 'ledger' | 'signal'>,
  texts: readonly string[],
): Promise<FrozenTexts> {
  const packed: Uint8Array[] = [];
  const packer = textPacker((bytes) => packed.push(bytes));
  // Half of a surrogate pair is no text, and UTF-8 has no way to write it.
  for (const text of texts) packer.add(text.toWellFormed());
  const frozen = packer.end();
  const { sha256 } = await keepBlob(ledger, inPieces(packed), { signal });
  return { ...frozen, inputSha256: sha256 };
}

export interface TextsUpload {
  readonly body: AsyncIterable<Uint8Array>;
  /** Of the file's name, with its dot: the readers tell formats by it. */
  readonly ending: string;
  /** Column of the texts; null: found by its name. */
  readonly text: string | null;
}

/** A file of texts of any size: its bytes wait in a file, and are read on the engine's thread. */
export async function freezeTextsFile(
  { ledger, engine, tempFolder, signal }: FreezeTextsContext,
  { body, ending, text }: TextsUpload,
): Promise<FrozenTexts> {
  return withTempPath(tempFolder, async (folder) => {
    await mkdir(folder);
    const path = join(folder, `upload${ending}`);
    const out = join(folder, 'texts.jsonl.gz');
    await writeStream(path, body, signal);
    const frozen = await engine
      .run((run) => run('gather', { path, text, out }, { signal, onEvent: () => {} }))
      .catch((error: unknown) => {
        signal.throwIfAborted();
        throw asSentence(refusedWork(error, 'DATA_REFUSED', new Map([[path, 'the body']])));
      });
    const { sha256 } = await keepBlob(ledger, fileBytes(out), { signal });
    return { ...frozen, inputSha256: sha256 };
  });
}

/** What stood first was a path. */
function asSentence(error: unknown): unknown {
  if (!(error instanceof ServerError)) return error;
  const { code, message, cause } = error;
  return new ServerError(code, message.charAt(0).toUpperCase() + message.slice(1), { cause });
}

async function* inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
