import { createHash } from 'node:crypto';
import { decodeModel, selfTest } from '@verdict/learn';
import { ServeError } from './errors.ts';
import { createServedModel, type ModelVersion, type ServedModel } from './served-model.ts';

/** A model file in memory, asked its golden rows before anybody else may ask it. */
export async function openModel(
  bytes: Uint8Array,
  version: ModelVersion & { readonly runId: string | null },
): Promise<ServedModel> {
  const served = createServedModel({
    ...version,
    model: decodeModel(bytes),
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const test = selfTest(served.model, served.predict);
  if (test.passed) return served;
  throw new ServeError(
    'MODEL_REFUSED',
    `it answers ${JSON.stringify(test.text?.slice(0, 40))} otherwise than when it was made ` +
      `(by ${test.largestDifference}); train it again with this version of Verdict.`,
  );
}
