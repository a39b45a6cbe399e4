import { unseenLabel } from './confusion-matrix.ts';

/**
 * Mean of −ln p(true class), p clipped to [ε, 1 − ε] with ε = 2⁻⁵² as scikit-learn does for doubles.
 * A label of −1 was given probability 0 and costs −ln ε ≈ 36.04.
 */
export function logLoss(labels: Int32Array, probabilities: Float64Array, classes: number): number {
  const floor = Number.EPSILON;
  const ceiling = 1 - Number.EPSILON;
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    const p = label === unseenLabel ? 0 : probabilities[row * classes + label];
    sum -= Math.log(Math.min(ceiling, Math.max(floor, p)));
  }
  return sum / labels.length;
}
