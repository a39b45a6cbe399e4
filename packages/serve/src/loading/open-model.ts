import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { decodeModel, type Model, selfTest } from '@verdict/learn';
import type { LineOptions } from '../admission/line.ts';
import { ServeError } from '../errors.ts';
import { modelPredictor } from '../predictor.ts';
import { createServedModel, type ModelVersion, type ServedModel } from '../served-model.ts';

export interface OpenOptions {
  /** Reads the file; without it, on this thread, where nobody waits for an answer yet. */
  readonly decode?: (bytes: Uint8Array) => DecodedModel | Promise<DecodedModel>;
  readonly line?: LineOptions;
}

export interface DecodedModel {
  readonly model: Model;
  /** Of the whole file. */
  readonly sha256: string;
}

/** A model file in memory, asked its golden rows before anybody else may ask it. */
export async function openModel(
  bytes: Uint8Array,
  version: ModelVersion & { readonly runId: string | null },
  { decode = decodeHere, line }: OpenOptions = {},
): Promise<ServedModel> {
  const { model, sha256 } = await decode(bytes);
  const predictor = modelPredictor(model);
  await testGolden(model, predictor.predict);
  return createServedModel({
    ...version,
    model,
    predictor,
    bytes: bytes.byteLength,
    sha256,
    ...(line && { lineOptions: line }),
  });
}

export function decodeHere(bytes: Uint8Array): DecodedModel {
  return { model: decodeModel(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Row by row, since what has just been loaded is slow and others of this thread wait. */
async function testGolden(model: Model, ask: Parameters<typeof selfTest>[1]): Promise<void> {
  for (const row of model.facts.golden) {
    const test = selfTest({ ...model, facts: { ...model.facts, golden: [row] } }, ask);
    if (!test.passed) {
      throw new ServeError(
        'MODEL_REFUSED',
        `it answers ${JSON.stringify(test.text?.slice(0, 40))} otherwise than when it was made ` +
          `(by ${test.largestDifference}); train it again with this version of Verdict.`,
      );
    }
    await turn();
  }
}
