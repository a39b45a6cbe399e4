import { LearnError, parseRecipe, type Recipe } from '@verdict/learn';
import { Refusal } from '../refusal.ts';
import type { EngineContext } from '../thread/protocol.ts';
import type { TrainEvent } from '../train/train-events.ts';
import { trainRecipes } from '../train/train-model.ts';
import { differencesOf } from './differences.ts';
import type { RebuildOutcome, RebuildRequest } from './rebuild-request.ts';

/** Trains again from the record and says whether the same bytes came out. The file is written either way. */
export async function rebuildModel(
  request: RebuildRequest,
  context: EngineContext<TrainEvent>,
): Promise<RebuildOutcome> {
  const { data, test, seed, holdout, positive, sizeBytes, threads, out, expected } = request;
  const report = await trainRecipes(
    {
      data,
      test,
      name: null,
      recipe: null,
      text: 'text',
      label: 'label',
      holdout,
      seed,
      out,
      sizeBytes,
      threads,
      positive,
      sweep: null,
      report: null,
    },
    [recordedRecipe(request.recipe)],
    context,
  );
  const { sha256, bytes, path } = report.model;
  const made = { sha256, data: report.data.version, node: report.node, learn: report.learn };
  return {
    same: sha256 === expected.sha256,
    sha256,
    expected: expected.sha256,
    bytes,
    path,
    differences: differencesOf(made, expected),
  };
}

/** As it was written, since the model file holds it so: parsing judges it, and may put its fields into another order. */
function recordedRecipe(value: unknown): Recipe {
  try {
    parseRecipe(value);
  } catch (cause) {
    if (!(cause instanceof LearnError)) throw cause;
    throw new Refusal(
      `The recipe on record is none (${cause.message}); the model cannot be rebuilt from it.`,
      {
        cause,
      },
    );
  }
  return value as Recipe;
}
