import type { IsotonicCalibration, IsotonicSteps } from './calibration.ts';
import { calibrationRows, type OutputRows, rowsOfOutputs } from './calibration-rows.ts';

/**
 * Isotonic regression (Zadrozny and Elkan 2002): per output the non-falling f with least Σ w_i (f(m_i) − y_i)²,
 * by pooling adjacent violators. Sorting dominates, n log n; the pooling is linear.
 *
 * Each pool keeps its first and last margin, and prediction runs straight from one pool to the next. Values
 * are held inside [1/(N + 2), (N + 1)/(N + 2)] for N rows: the outermost pools say 0 and 1 of the rows they
 * saw, and a probability of 0 would cost without bound the first time it is wrong.
 */
export function fitIsotonic(
  margins: Float64Array,
  labels: Int32Array,
  weights?: Float64Array,
): IsotonicCalibration {
  return {
    kind: 'isotonic',
    steps: rowsOfOutputs(calibrationRows(margins, labels, weights)).map(poolAdjacentViolators),
  };
}

function poolAdjacentViolators({ margins, answers, weights, yes, no }: OutputRows): IsotonicSteps {
  const order = Int32Array.from(margins.keys())
    .filter((row) => weights[row] > 0)
    .sort((left, right) => margins[left] - margins[right]);
  // One slot a pool, on a stack that only its top can change.
  const first = new Float64Array(order.length);
  const last = new Float64Array(order.length);
  const weight = new Float64Array(order.length);
  const sum = new Float64Array(order.length);
  let pools = 0;
  for (let i = 0; i < order.length; ) {
    const margin = margins[order[i]];
    first[pools] = margin;
    last[pools] = margin;
    weight[pools] = 0;
    sum[pools] = 0;
    for (; i < order.length && margins[order[i]] === margin; i++) {
      weight[pools] += weights[order[i]];
      sum[pools] += weights[order[i]] * answers[order[i]];
    }
    pools++;
    while (pools > 1 && sum[pools - 2] * weight[pools - 1] >= sum[pools - 1] * weight[pools - 2]) {
      last[pools - 2] = last[pools - 1];
      weight[pools - 2] += weight[pools - 1];
      sum[pools - 2] += sum[pools - 1];
      pools--;
    }
  }
  const lowest = 1 / (yes + no + 2);
  const stepMargins: number[] = [];
  const probabilities: number[] = [];
  for (let pool = 0; pool < pools; pool++) {
    const p = Math.min(1 - lowest, Math.max(lowest, sum[pool] / weight[pool]));
    stepMargins.push(first[pool]);
    probabilities.push(p);
    if (last[pool] === first[pool]) continue;
    stepMargins.push(last[pool]);
    probabilities.push(p);
  }
  return { margins: stepMargins, probabilities };
}
