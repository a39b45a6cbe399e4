import type { Calibration } from '../calibrate/calibration.ts';

/** How margins become an answer. */
export interface Decision {
  readonly calibration: Calibration;
  readonly threshold: number | null;
  readonly unsureBelow: number;
}

/** The class that each row is called: the most probable one, or by the threshold on the positive class. */
export function decisionOf(
  probabilities: Float64Array,
  classes: number,
  threshold: number | null,
  positive: number | null,
): Int32Array {
  const rows = probabilities.length / classes;
  const predicted = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    predicted[row] = decide(probabilities, row * classes, classes, threshold, positive);
  }
  return predicted;
}

export function decide(
  probabilities: Float64Array,
  at: number,
  classes: number,
  threshold: number | null,
  positive: number | null,
): number {
  if (threshold !== null && positive !== null && classes === 2) {
    return probabilities[at + positive] >= threshold ? positive : 1 - positive;
  }
  let best = 0;
  for (let k = 1; k < classes; k++) if (probabilities[at + k] > probabilities[at + best]) best = k;
  return best;
}
