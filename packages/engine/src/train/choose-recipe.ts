import { expandSweep, LearnError, type Recipe, type SweepInput, sweep } from '@verdict/learn';
import { findRecipe, readJson } from '../models/find-recipe.ts';
import type { SweepReport, TrainRequest } from './train-request.ts';

/** The one recipe that was asked for, or those that a sweep is to choose from. */
export async function readCandidates(request: TrainRequest): Promise<readonly Recipe[]> {
  const { sweep: path } = request;
  if (path === null) return [await findRecipe(request.recipe)];
  const spec = await readJson(path, 'sweep');
  try {
    return expandSweep(spec);
  } catch (error) {
    if (error instanceof LearnError)
      throw new LearnError(error.code, `${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

export interface Choice {
  readonly recipe: Recipe;
  /** Null where there was nothing to choose. */
  readonly sweep: SweepReport | null;
}

/** Judged on the training rows alone: the test rows take no part in the choice. */
export async function chooseRecipe(
  input: SweepInput,
  /** One candidate of a sweep file is swept as well, for its scores. */
  isSweep: boolean,
): Promise<Choice> {
  if (!isSweep) return { recipe: input.recipes[0], sweep: null };
  const { winner, scoring, folds, ranking, refused } = await sweep(input);
  return {
    recipe: winner,
    sweep: {
      scoring,
      folds,
      ranking: ranking.map((one) => ({
        recipe: one.recipe.name,
        score: one.score,
        fold_scores: one.foldScores,
        log_loss: one.logLoss,
        dropped: one.dropped !== null,
        to_winner: one.toWinner && [one.toWinner.low, one.toWinner.high],
        seconds: one.seconds,
      })),
      refused: refused.map(({ recipe, why }) => ({ recipe: recipe.name, why })),
    },
  };
}
