import type { Interval } from '../measure/interval.ts';
import { defaultLevel } from '../measure/interval.ts';
import { normalWidth } from '../measure/normal.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { SweepPlan } from './sweep-plan.ts';
import { pairedDifference, type Scoring, scoreOf } from './sweep-scoring.ts';
import { askedRows, type Dropped, inFront, inOrder, type Standing } from './sweep-standing.ts';

/**
 * What came of a sweep. The winner's score is the highest of many, and so a little better than it will do:
 * rows that took no part in the sweep say how good it is.
 */
export interface Swept {
  readonly winner: Recipe;
  readonly scoring: Scoring;
  readonly folds: number;
  /** The winner, then the others by how far they are from it on the rows that they were asked. */
  readonly ranking: readonly SweptCandidate[];
  /** Candidates whose features came to nothing. */
  readonly refused: readonly RefusedCandidate[];
}

export interface SweptCandidate {
  readonly recipe: Recipe;
  /** Over all rows asked, each answered by the model that had not seen it. */
  readonly score: number;
  readonly foldScores: readonly number[];
  readonly foldMean: number;
  /** Of foldMean; null of one fold. Too small by some tens of per cent, since folds learn from shared rows. */
  readonly foldStandardError: number | null;
  readonly logLoss: number;
  /** Rows asked. */
  readonly rows: number;
  readonly columns: number;
  readonly converged: boolean;
  /** Wall time: of the features, shared with whom they serve; of the fits, an even part of the time of those that ran together. */
  readonly seconds: { readonly features: number; readonly fit: number };
  readonly dropped: Dropped | null;
  /** Its score less the winner's on the rows that it was asked, 95 %; null of the winner itself. */
  readonly toWinner: Interval | null;
}

export interface RefusedCandidate {
  readonly recipe: Recipe;
  readonly why: string;
}

export function rankSweep(
  plan: SweepPlan,
  standings: readonly Standing[],
  refused: readonly RefusedCandidate[],
): Swept {
  const winner = inFront(standings.filter((standing) => !standing.dropped));
  const others = standings
    .filter((standing) => standing.index !== winner.index)
    .map((standing) => ({ standing, toWinner: differenceTo(plan, winner, standing) }))
    .sort(
      (one, other) =>
        other.toWinner.estimate - one.toWinner.estimate || inOrder(one.standing, other.standing),
    );
  const ranked = [{ standing: winner, toWinner: null }, ...others];
  return {
    winner: winner.recipe,
    scoring: plan.scoring,
    folds: plan.folds,
    ranking: ranked.map(({ standing, toWinner }) => describe(plan, standing, toWinner)),
    refused,
  };
}

function differenceTo(plan: SweepPlan, winner: Standing, standing: Standing): Interval {
  const asked = askedRows(plan, standing.folds);
  const paired = pairedDifference(plan.scoring, asked, standing.predicted, winner.predicted);
  const { difference, standardError } = paired;
  const width = normalWidth(defaultLevel) * standardError;
  return { estimate: difference, low: difference - width, high: difference + width, level: defaultLevel };
}

function describe(plan: SweepPlan, standing: Standing, toWinner: Interval | null): SweptCandidate {
  const asked = askedRows(plan, standing.folds);
  const foldScores = Array.from({ length: standing.folds }, (_, fold) => {
    const rows = asked.rows.filter((row) => plan.foldOf[row] === fold);
    return scoreOf(plan.scoring, { ...asked, rows }, standing.predicted);
  });
  const { mean, standardError } = meanOf(foldScores);
  const { recipe, score, logLoss, columns, converged, seconds, dropped } = standing;
  return {
    recipe,
    score,
    foldScores,
    foldMean: mean,
    foldStandardError: standardError,
    logLoss,
    rows: asked.rows.length,
    columns,
    converged,
    seconds,
    dropped,
    toWinner,
  };
}

function meanOf(values: readonly number[]): { readonly mean: number; readonly standardError: number | null } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean, standardError: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (count - 1) / count) };
}
