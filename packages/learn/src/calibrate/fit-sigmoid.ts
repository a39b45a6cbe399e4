import type { SigmoidCalibration } from './calibration.ts';
import { calibrationRows, largestMargin, type OutputRows, rowsOfOutputs } from './calibration-rows.ts';

/**
 * Platt's sigmoid (2000): per output, minimise over slope a and offset b
 *
 *   Σ_i w_i [ ln(1 + e^{z_i}) − t_i z_i ],   z_i = a m_i + b,
 *   t_i = (N₊ + 1) / (N₊ + 2) for yes and 1 / (N₋ + 2) for no, N± the weight of either answer,
 *
 * by Newton's method with backtracking, in the overflow-free form of Lin, Lin and Weng (2007). The targets
 * stand for a uniform prior and keep the optimum finite where the margins separate the answers. The slope is
 * kept at 0 or more: margins that speak against their own class then say nothing beyond how frequent it is.
 * About ten passes over the rows.
 */
export function fitSigmoid(
  margins: Float64Array,
  labels: Int32Array,
  weights?: Float64Array,
): SigmoidCalibration {
  const lines = rowsOfOutputs(calibrationRows(margins, labels, weights)).map(fitLine);
  return {
    kind: 'sigmoid',
    slopes: lines.map(({ slope }) => slope),
    offsets: lines.map(({ offset }) => offset),
  };
}

interface Line {
  readonly slope: number;
  readonly offset: number;
}

const maxIterations = 100;
const smallestStep = 1e-10;
/** A promised decrease below this share of the objective is lost in the rounding of its sum. */
const roundedAway = 1e-11;

function fitLine({ margins, answers, weights, yes, no }: OutputRows): Line {
  const scale = largestMargin(margins);
  const ifYes = (yes + 1) / (yes + 2);
  const ifNo = 1 / (no + 2);
  const rows = margins.length;

  const objective = (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const z = a * (margins[i] / scale) + b;
      const t = answers[i] === 1 ? ifYes : ifNo;
      // ln(1 + eᶻ) − t z, written so that the exponent is never positive.
      sum += weights[i] * ((z >= 0 ? (1 - t) * z : -t * z) + Math.log1p(Math.exp(-Math.abs(z))));
    }
    return sum;
  };

  const meanTarget = (yes * ifYes + no * ifNo) / (yes + no);
  const level = Math.log(meanTarget / (1 - meanTarget));
  let a = 0;
  let b = level;
  let value = objective(a, b);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let ga = 0;
    let gb = 0;
    let haa = 0;
    let hab = 0;
    let hbb = 0;
    for (let i = 0; i < rows; i++) {
      const m = margins[i] / scale;
      const z = a * m + b;
      const e = Math.exp(-Math.abs(z));
      const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
      const slope = weights[i] * (p - (answers[i] === 1 ? ifYes : ifNo));
      const curvature = (weights[i] * e) / ((1 + e) * (1 + e));
      ga += slope * m;
      gb += slope;
      haa += curvature * m * m;
      hab += curvature * m;
      hbb += curvature;
    }
    // A ridge keeps equal margins, whose Hessian is singular, solvable.
    const ridge = 1e-12 * (haa + hbb);
    const determinant = (haa + ridge) * (hbb + ridge) - hab * hab;
    const da = -((hbb + ridge) * ga - hab * gb) / determinant;
    const db = -((haa + ridge) * gb - hab * ga) / determinant;
    const descent = ga * da + gb * db;
    if (-descent <= roundedAway * value) {
      // The objective can no longer tell, and Newton's last step doubles the digits.
      a += da;
      b += db;
      break;
    }
    let step = 1;
    let reached = objective(a + da, b + db);
    while (reached > value + 1e-4 * step * descent && step >= smallestStep) {
      step /= 2;
      reached = objective(a + step * da, b + step * db);
    }
    if (!(reached < value)) break;
    a += step * da;
    b += step * db;
    value = reached;
  }
  return a > 0 ? { slope: a / scale, offset: b } : { slope: 0, offset: level };
}
