import { readFile } from 'node:fs/promises';
import { decodeModel, LearnError, type Model } from '@verdict/learn';
import {
  type Actor,
  assertName,
  keepBlob,
  type Ledger,
  type Registered,
  registerVersion,
} from '@verdict/ledger';
import { ServerError } from './errors.ts';
import { factsOf } from './model-facts.ts';
import { fileBytes, withTempPath, writeStream } from './temp-file.ts';

export interface ModelFileToRegister {
  readonly model: string;
  readonly runId: string | null;
  readonly description: string;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface RegisterContext {
  readonly ledger: Ledger;
  readonly tempFolder: string;
  readonly signal: AbortSignal;
}

/** A model file as the next version. It waits in a file until it is known to be one: no blob is left of another. */
export async function registerModelFile(
  { ledger, tempFolder, signal }: RegisterContext,
  by: Actor,
  { model: name, runId, description, body }: ModelFileToRegister,
): Promise<Registered> {
  assertName('model', name);
  return withTempPath(tempFolder, async (path) => {
    await writeStream(path, body, signal);
    const facts = factsOf(decoded(await readFile(path, { signal })));
    const blob = await keepBlob(ledger, fileBytes(path), { signal });
    return registerVersion(ledger, by, { model: name, runId, blob, format: 'verdict', facts, description });
  });
}

function decoded(bytes: Uint8Array): Model {
  try {
    return decodeModel(bytes);
  } catch (cause) {
    if (!(cause instanceof LearnError)) throw cause;
    throw new ServerError('MODEL_FILE_REFUSED', `The file cannot be registered: ${cause.message}`, { cause });
  }
}
