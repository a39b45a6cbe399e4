import { applyCalibration } from '../calibrate/apply-calibration.ts';
import { logLoss } from '../measure/log-loss.ts';
import { decisionOf } from '../model/decision.ts';
import { calibrateOutOfFold } from './calibrate-out-of-fold.ts';
import type { ScoreCandidateOutput } from './score-candidate.ts';
import type { Candidate, SweepPlan } from './sweep-plan.ts';
import { type AskedRows, pairedDifference, scoreOf } from './sweep-scoring.ts';

/** How far a candidate has come. */
export interface Standing extends Candidate {
  readonly columns: number;
  readonly seconds: { readonly features: number; readonly fit: number };
  readonly converged: boolean;
  /** Margins of each fold asked so far; given up once the candidate is settled. */
  readonly margins: readonly Float64Array[];
  readonly folds: number;
  /** Class said of each row, −1 where not asked yet. */
  readonly predicted: Int32Array;
  readonly score: number;
  readonly logLoss: number;
  readonly dropped: Dropped | null;
}

export interface Dropped {
  readonly afterFolds: number;
  readonly why: string;
}

/** Between equal scores, by log loss and then in the order given. */
export function inOrder(one: Standing, other: Standing): number {
  return one.logLoss - other.logLoss || one.index - other.index;
}

export function inFront(standings: readonly Standing[]): Standing {
  return [...standings].sort((one, other) => other.score - one.score || inOrder(one, other))[0];
}

/** The rows of the first so many folds, in order. */
export function askedRows({ input, labels, foldOf }: SweepPlan, folds: number): AskedRows {
  const rows = Int32Array.from(labels.keys()).filter((row) => foldOf[row] < folds);
  return { labels, groups: input.groups, classes: input.classes.length, rows };
}

/**
 * The folds that were asked, judged together: calibration and threshold are fitted on all held-out margins
 * there are, as training does.
 */
export function advance(
  plan: SweepPlan,
  standing: Standing,
  answers: readonly ScoreCandidateOutput[],
): Standing {
  const classes = plan.input.classes.length;
  const margins = [...standing.margins, ...answers.map((answer) => answer.margins)];
  const asked = askedRows(plan, margins.length);
  const { rows } = asked;
  const labels = rows.map((row) => asked.labels[row]);
  const together = inRowOrder(margins, plan.foldOf, rows);
  const outputs = together.length / rows.length;
  const { recipe, positive } = standing;
  const source = { recipe, labels, classes: plan.input.classes, positive };
  const { calibration, threshold } = calibrateOutOfFold(source, together);
  const probabilities = new Float64Array(rows.length * classes);
  applyCalibration(calibration, together, rows.length, outputs, classes, probabilities);
  const said = decisionOf(probabilities, classes, threshold, positive);
  const predicted = new Int32Array(asked.labels.length).fill(-1);
  for (let i = 0; i < rows.length; i++) predicted[rows[i]] = said[i];
  return {
    ...standing,
    margins,
    folds: margins.length,
    converged: standing.converged && answers.every((answer) => answer.converged),
    predicted,
    score: scoreOf(plan.scoring, asked, predicted),
    logLoss: logLoss(labels, probabilities, classes),
  };
}

function inRowOrder(folds: readonly Float64Array[], foldOf: Int32Array, rows: Int32Array): Float64Array {
  const together = new Float64Array(folds.reduce((sum, margins) => sum + margins.length, 0));
  const outputs = together.length / rows.length;
  const next = new Int32Array(folds.length);
  let at = 0;
  for (const row of rows) {
    const fold = foldOf[row];
    for (let k = 0; k < outputs; k++) together[at++] = folds[fold][next[fold]++];
  }
  return together;
}

/** Of fewer texts on which two candidates disagree, the normal approximation cannot be trusted far out. */
const leastDisagreements = 25;

/**
 * Who of the racing is hopeless. The leader is the best of all on the rows that the racing have answered, and
 * a candidate is dropped whose difference to it on these rows is as many standard errors below zero as the
 * plan says. Depends on nothing but answers.
 */
export function dropHopeless(
  plan: SweepPlan,
  racing: readonly Standing[],
  settled: readonly Standing[],
): readonly Standing[] {
  const folds = racing[0]?.folds ?? 0;
  const asked = askedRows(plan, folds);
  const field = [...settled.filter((standing) => !standing.dropped), ...racing].map((standing) => ({
    standing,
    score: scoreOf(plan.scoring, asked, standing.predicted),
  }));
  field.sort((one, other) => other.score - one.score || inOrder(one.standing, other.standing));
  const [leader] = field;
  return racing.map((standing): Standing => {
    if (standing.index === leader.standing.index) return standing;
    const { difference, standardError, disagreements } = pairedDifference(
      plan.scoring,
      asked,
      standing.predicted,
      leader.standing.predicted,
    );
    const isHopeless = disagreements >= leastDisagreements && difference <= -plan.dropAt * standardError;
    if (!isHopeless) return standing;
    const score = (leader.score + difference).toFixed(4);
    const errors = standardError > 0 ? (-difference / standardError).toFixed(1) : 'countless';
    const why = `After ${folds} of ${plan.folds} folds its ${plan.scoring} is ${score} against ${leader.score.toFixed(4)} of "${leader.standing.recipe.name}" on the same ${asked.rows.length} rows, ${errors} standard errors below.`;
    return { ...standing, dropped: { afterFolds: folds, why } };
  });
}
