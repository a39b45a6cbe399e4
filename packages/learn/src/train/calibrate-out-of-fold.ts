import { applyCalibration } from '../calibrate/apply-calibration.ts';
import { noCalibration } from '../calibrate/calibration.ts';
import { fitCalibration } from '../calibrate/fit-calibration.ts';
import { tuneThreshold } from '../calibrate/tune-threshold.ts';
import { unsureBand } from '../calibrate/unsure-band.ts';
import { classColumn } from '../measure/ranked-scores.ts';
import { type Decision, decisionOf } from '../model/decision.ts';
import type { Recipe } from '../recipe/recipe.ts';

export interface OutOfFoldRows {
  readonly recipe: Recipe;
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  readonly positive: number | null;
}

/** Without held-out margins nothing can be fitted: margins stand as they are, and only fixed numbers apply. */
export function undecided(recipe: Recipe): Decision {
  return {
    calibration: noCalibration,
    threshold: typeof recipe.threshold === 'number' ? recipe.threshold : null,
    unsureBelow: typeof recipe.unsure === 'number' ? recipe.unsure : 0,
  };
}

export function calibrateOutOfFold(rows: OutOfFoldRows, margins: Float64Array): Decision {
  const { recipe, labels, positive } = rows;
  const classes = rows.classes.length;
  const calibration = fitCalibration(recipe.calibration, margins, labels);
  const probabilities = new Float64Array(labels.length * classes);
  applyCalibration(
    calibration,
    margins,
    labels.length,
    margins.length / labels.length,
    classes,
    probabilities,
  );

  const fixed = undecided(recipe);
  let { threshold, unsureBelow } = fixed;
  if (typeof recipe.threshold === 'object' && positive !== null) {
    const scores = classColumn(probabilities, classes, positive);
    threshold = tuneThreshold(labels, scores, recipe.threshold.goal, positive).threshold;
  }
  if (typeof recipe.unsure === 'object') {
    const predicted = decisionOf(probabilities, classes, threshold, positive);
    const confidence = Float64Array.from(predicted, (k, row) => probabilities[row * classes + k]);
    unsureBelow = unsureBand(labels, predicted, confidence, recipe.unsure).bound;
  }
  return { calibration, threshold, unsureBelow };
}
