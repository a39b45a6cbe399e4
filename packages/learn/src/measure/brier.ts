import { unseenLabel } from './confusion-matrix.ts';

/** Mean of (p(positive) − [row is positive])², in [0, 1]: the form for two classes. */
export function brierOfPositive(labels: Int32Array, scores: Float64Array, positive: number): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const gap = scores[row] - (labels[row] === positive ? 1 : 0);
    sum += gap * gap;
  }
  return sum / labels.length;
}

/**
 * Mean of Σ_k (p_k − [row is class k])², in [0, 2]: Brier's own form, for any number of classes. With two it
 * is twice `brierOfPositive`. A label of −1 adds the 1 of the class that got no probability.
 */
export function brierSum(labels: Int32Array, probabilities: Float64Array, classes: number): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    if (label === unseenLabel) sum += 1;
    for (let k = 0; k < classes; k++) {
      const gap = probabilities[row * classes + k] - (k === label ? 1 : 0);
      sum += gap * gap;
    }
  }
  return sum / labels.length;
}
