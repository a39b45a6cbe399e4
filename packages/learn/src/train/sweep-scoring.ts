import { macroF1 } from '../measure/class-scores.ts';
import { accuracy, type ConfusionMatrix, confusionMatrix } from '../measure/confusion-matrix.ts';

export type Scoring = 'accuracy' | 'macro-f1';

/** Who answered what, and which rows are one text: `predicted` has −1 where a candidate was not asked. */
export interface AskedRows {
  readonly labels: Int32Array;
  readonly groups: Int32Array;
  readonly classes: number;
  /** The rows that count here, all of them answered. */
  readonly rows: Int32Array;
}

export function scoreOf(scoring: Scoring, asked: AskedRows, predicted: Int32Array): number {
  return scoreCounts(scoring, countAnswers(asked, predicted));
}

export interface PairedDifference {
  /** Score of the first less score of the second. */
  readonly difference: number;
  readonly standardError: number;
  /** Texts on which the two do not say the same. */
  readonly disagreements: number;
}

/**
 * Two candidates on the same rows. A score s is nearly linear in what is said of one row, s ≈ Σ_i ψ_i with
 *
 *   accuracy   ψ_i = (right_i − s) / n
 *   macro F1   ψ_i = 1/K Σ_k (2 tp_ik − F_k s_ik) / S_k,   s_ik = [y_i = k] + [said_i = k],  S_k = Σ_i s_ik
 *
 * (its influence, Hampel 1974), so the difference has the variance Σ_g (Σ_{i in g} (ψ_i − φ_i))². Rows of one
 * group g are one text and err together: they count as one observation. For accuracy without repeats this is
 * McNemar's test to first order. Linear in rows and groups.
 */
export function pairedDifference(
  scoring: Scoring,
  asked: AskedRows,
  first: Int32Array,
  second: Int32Array,
): PairedDifference {
  const { rows, groups, labels } = asked;
  const one = countAnswers(asked, first);
  const other = countAnswers(asked, second);
  const influenceOne = influenceOf(scoring, one);
  const influenceOther = influenceOf(scoring, other);
  let groupCount = 0;
  for (const row of rows) groupCount = Math.max(groupCount, groups[row] + 1);
  const sums = new Float64Array(groupCount);
  const differs = new Uint8Array(groupCount);
  for (const row of rows) {
    const label = labels[row];
    sums[groups[row]] += influenceOne(label, first[row]) - influenceOther(label, second[row]);
    if (first[row] !== second[row]) differs[groups[row]] = 1;
  }
  let variance = 0;
  let disagreements = 0;
  for (let group = 0; group < groupCount; group++) {
    variance += sums[group] * sums[group];
    disagreements += differs[group];
  }
  return {
    difference: scoreCounts(scoring, one) - scoreCounts(scoring, other),
    standardError: Math.sqrt(variance),
    disagreements,
  };
}

function countAnswers({ labels, rows, classes }: AskedRows, predicted: Int32Array): ConfusionMatrix {
  return confusionMatrix(
    rows.map((row) => labels[row]),
    rows.map((row) => predicted[row]),
    classes,
  );
}

function scoreCounts(scoring: Scoring, counts: ConfusionMatrix): number {
  return scoring === 'accuracy' ? accuracy(counts) : macroF1(counts);
}

function influenceOf(scoring: Scoring, matrix: ConfusionMatrix): (label: number, said: number) => number {
  const { classes, rows, counts } = matrix;
  if (scoring === 'accuracy') {
    const share = accuracy(matrix);
    return (label, said) => ((label === said ? 1 : 0) - share) / rows;
  }
  const either = new Float64Array(classes);
  for (let label = 0; label < classes; label++) {
    for (let said = 0; said < classes; said++) {
      either[label] += counts[label * classes + said];
      either[said] += counts[label * classes + said];
    }
  }
  const occurring = either.filter((count) => count > 0).length;
  const f1 = either.map((count, k) => (count > 0 ? (2 * counts[k * classes + k]) / count : 0));
  return (label, said) => {
    const right = label === said ? 2 / either[label] : 0;
    return (right - f1[label] / either[label] - f1[said] / either[said]) / occurring;
  };
}
