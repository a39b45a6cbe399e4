import { writeFileAtomically } from '@verdict/files';
import { encodeModel, type Model } from '@verdict/learn';
import { versionOf } from './model-path.ts';

export interface SavedModel {
  /** Null where the file's name says none. */
  readonly version: number | null;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export async function saveModel(path: string, model: Model, signal: AbortSignal): Promise<SavedModel> {
  const bytes = encodeModel(model) as Uint8Array<ArrayBuffer>;
  // The hash is computed in Node's thread pool while the disk is busy.
  const [digest] = await Promise.all([
    crypto.subtle.digest('SHA-256', bytes),
    writeFileAtomically(path, bytes, { signal }),
  ]);
  return { version: versionOf(path), path, sha256: Buffer.from(digest).toString('hex'), bytes: bytes.length };
}
