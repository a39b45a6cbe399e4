import type { TemperatureCalibration } from './calibration.ts';
import { type CalibrationRows, calibrationRows, largestMargin } from './calibration-rows.ts';

/**
 * Temperature scaling (Guo et al. 2017): one number a > 0, minimising
 *
 *   L(a) = Σ_i w_i [ ln Σ_k e^{a m_ik} − a Σ_k t_ik m_ik ]
 *
 * with two classes' margin m read as (0, m). L is convex; its first derivative is Σ w (E_p m − E_t m) and its
 * second Σ w Var_p m. Platt's targets, widened to K classes as t = (n + 1)/(n + K) for the true class of n rows
 * and 1/(n + K) for the others, keep the optimum finite where every row is right. Where it would lie at 0 or
 * below, a is the smallest scale that still tells the classes apart, so labels never change.
 * Newton's method inside a bracket, about ten passes over rows · classes.
 */
export function fitTemperature(
  margins: Float64Array,
  labels: Int32Array,
  weights?: Float64Array,
): TemperatureCalibration {
  const source = calibrationRows(margins, labels, weights);
  const largest = largestMargin(margins);
  const scaled = { ...source, margins: margins.map((margin) => margin / largest) };
  return { kind: 'temperature', scale: scaleOf(scaled) / largest };
}

interface Slope {
  readonly first: number;
  readonly second: number;
}

const smallestScale = 1e-6;
const largestScale = 2 ** 60;
const tolerance = 1e-12;

function scaleOf(source: CalibrationRows): number {
  const truth = classTargets(source);
  const total = source.weights.reduce((sum, weight) => sum + weight, 0);
  const slopeAt = (a: number): Slope => slope(source, truth, a);

  let low = smallestScale;
  if (slopeAt(low).first >= 0) return low;
  let high = 1;
  while (high < largestScale && slopeAt(high).first < 0) {
    low = high;
    high *= 2;
  }
  let a = (low + high) / 2;
  while (high - low > 1e-14 * high) {
    const { first, second } = slopeAt(a);
    if (Math.abs(first) <= tolerance * total) break;
    if (first < 0) low = a;
    else high = a;
    const newton = a - first / second;
    a = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return a;
}

/** Target of the true class and of any other, by class: [t₀, o₀, t₁, o₁, …]. */
function classTargets({ rows, classes, labels, weights }: CalibrationRows): Float64Array {
  const targets = new Float64Array(2 * classes);
  for (let row = 0; row < rows; row++) targets[2 * labels[row]] += weights[row];
  for (let k = 0; k < classes; k++) {
    const inClass = targets[2 * k];
    targets[2 * k] = (inClass + 1) / (inClass + classes);
    targets[2 * k + 1] = 1 / (inClass + classes);
  }
  return targets;
}

function slope(source: CalibrationRows, targets: Float64Array, a: number): Slope {
  const { rows, outputs, margins, labels, weights } = source;
  let first = 0;
  let second = 0;
  for (let row = 0; row < rows; row++) {
    const label = labels[row];
    const ifTrue = targets[2 * label];
    const ifOther = targets[2 * label + 1];
    const from = row * outputs;
    // Two classes' second margin is 0 and enters as the start of every sum.
    let highest = outputs === 1 ? Math.max(0, margins[from]) : margins[from];
    for (let k = 1; k < outputs; k++) highest = Math.max(highest, margins[from + k]);
    let mass = outputs === 1 ? Math.exp(-a * highest) : 0;
    let mean = 0;
    let square = 0;
    let wanted = 0;
    for (let k = 0; k < outputs; k++) {
      const m = margins[from + k];
      const e = Math.exp(a * (m - highest));
      mass += e;
      mean += e * m;
      square += e * m * m;
      wanted += (k === label - (outputs === 1 ? 1 : 0) ? ifTrue : ifOther) * m;
    }
    mean /= mass;
    first += weights[row] * (mean - wanted);
    second += weights[row] * Math.max(0, square / mass - mean * mean);
  }
  return { first, second };
}
