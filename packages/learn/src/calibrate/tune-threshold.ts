import { LearnError } from '../errors.ts';
import { macroF1 } from '../measure/class-scores.ts';
import { type RankedScores, rankScores, type ScoreStep, scoreSteps } from '../measure/ranked-scores.ts';

/** The best F1 of the positive class, the best mean of both classes' F1, or the most recall at a precision. */
export type ThresholdGoal = 'f1' | 'macro-f1' | { readonly precision: number };

/** A row is called positive where its score is at least `threshold`. */
export interface TunedThreshold {
  readonly threshold: number;
  /** False where no threshold has the precision asked for; then the one of highest precision is given. */
  readonly reached: boolean;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly macroF1: number;
}

/**
 * Looks at every distinct score of two classes' held-out rows; between equally good ones the highest wins,
 * which calls the fewest rows positive. Scores must be out of fold, or the threshold fits what was memorised.
 */
export function tuneThreshold(
  labels: Int32Array,
  scores: Float64Array,
  goal: ThresholdGoal,
  positive = 1,
): TunedThreshold {
  if (typeof goal === 'object' && !(goal.precision > 0 && goal.precision <= 1)) {
    throw new LearnError(
      'RECIPE_INVALID',
      `The precision asked for is ${goal.precision}; give a number above 0 and up to 1.`,
    );
  }
  const ranked = rankScores(labels, scores, positive);
  if (ranked.positives.length === 0) {
    throw new LearnError(
      'LABELS_TOO_FEW',
      `No row is of the positive class ${positive}; tune the threshold on rows of both classes.`,
    );
  }
  const candidates = scoreSteps(ranked).map((step) => judge(ranked, step));
  const rated = (candidate: Judged): number => rate(goal, candidate);
  const best = candidates.reduce((best, next) => (rated(next) > rated(best) ? next : best));
  return { ...best, reached: typeof goal === 'string' || best.precision >= goal.precision };
}

type Judged = Omit<TunedThreshold, 'reached'>;

function judge({ positives, negatives }: RankedScores, step: ScoreStep): Judged {
  const { bound, truePositives, falsePositives } = step;
  const missed = positives.length - truePositives;
  const counts = Float64Array.of(
    negatives.length - falsePositives,
    falsePositives,
    missed,
    truePositives,
    0,
    0,
  );
  return {
    threshold: bound,
    precision: truePositives / (truePositives + falsePositives),
    recall: truePositives / positives.length,
    f1: (2 * truePositives) / (2 * truePositives + falsePositives + missed),
    macroF1: macroF1({ classes: 2, rows: positives.length + negatives.length, counts }),
  };
}

/** Short of the wanted precision the shortfall counts, which is negative; from there on, recall. */
function rate(goal: ThresholdGoal, { precision, recall, f1, macroF1 }: Judged): number {
  if (goal === 'f1') return f1;
  if (goal === 'macro-f1') return macroF1;
  return precision >= goal.precision ? recall : precision - goal.precision;
}
