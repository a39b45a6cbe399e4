import { LearnError } from '../errors.ts';
import { brierOfPositive, brierSum } from './brier.ts';
import { averageScores, type ClassScores, classScores } from './class-scores.ts';
import { accuracy, type ConfusionMatrix, confusionMatrix, matthewsCorrelation } from './confusion-matrix.ts';
import { logLoss } from './log-loss.ts';
import { averagePrecision, macroAveragePrecision } from './precision-recall.ts';
import { classColumn, rankScores } from './ranked-scores.ts';
import { expectedCalibrationError, reliability } from './reliability.ts';
import { macroRocAuc, rocAuc } from './roc.ts';

export interface EvaluationInput {
  /** Class of each row; −1 is a class that the model does not know (see ConfusionMatrix). */
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  /** rows × classes, row-major. */
  readonly probabilities: Float64Array;
  readonly classes: number;
  /** The class that the metrics of one class speak of; of two classes it is 1 unless said otherwise. */
  readonly positive?: number;
}

/** Plain JSON. What cannot be computed, as an AUC of one class, is null. */
export interface Metrics {
  readonly rows: number;
  /** Rows whose label the model does not know; each counts as wrong. */
  readonly unseenRows: number;
  readonly positive: number | null;
  readonly accuracy: number;
  /** Precision, recall and F1 of the positive class; without one, the macro averages. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly macroPrecision: number;
  readonly macroRecall: number;
  readonly macroF1: number;
  readonly microPrecision: number;
  readonly microRecall: number;
  readonly microF1: number;
  readonly weightedPrecision: number;
  readonly weightedRecall: number;
  readonly weightedF1: number;
  /** Of the positive class against the rest; without one, the mean of each class against the rest. */
  readonly rocAuc: number | null;
  readonly averagePrecision: number | null;
  readonly logLoss: number;
  /** (p − y)² of the positive class; without one, the sum of it over the classes, which reaches 2. */
  readonly brier: number;
  readonly ece: number;
  readonly mcc: number;
  readonly perClass: readonly ClassScores[];
  /** Row: true class; column: predicted class. */
  readonly confusion: readonly (readonly number[])[];
  /** How the rows of unknown label were called. */
  readonly unseen: readonly number[];
}

/** Time rows · classes · log rows for the rankings; memory one column of scores. */
export function evaluate(input: EvaluationInput): Metrics {
  const { labels, predicted, probabilities, classes } = input;
  const confusion = confusionMatrix(labels, predicted, classes);
  assertProbabilities(probabilities, labels.length, classes);
  const positive = positiveClass(input);
  const perClass = classScores(confusion);
  const { macro, micro, weighted } = averageScores(confusion);
  const headline = positive === null ? macro : perClass[positive];
  const table = confusionRows(confusion);
  return {
    rows: confusion.rows,
    unseenRows: table[classes].reduce((sum, count) => sum + count, 0),
    positive,
    accuracy: accuracy(confusion),
    precision: headline.precision,
    recall: headline.recall,
    f1: headline.f1,
    macroPrecision: macro.precision,
    macroRecall: macro.recall,
    macroF1: macro.f1,
    microPrecision: micro.precision,
    microRecall: micro.recall,
    microF1: micro.f1,
    weightedPrecision: weighted.precision,
    weightedRecall: weighted.recall,
    weightedF1: weighted.f1,
    ...scoreMetrics(input, positive),
    logLoss: logLoss(labels, probabilities, classes),
    ece: expectedCalibrationError(reliability(input)),
    mcc: matthewsCorrelation(confusion),
    perClass,
    confusion: table.slice(0, classes),
    unseen: table[classes],
  };
}

function scoreMetrics(
  { labels, probabilities, classes }: EvaluationInput,
  positive: number | null,
): Pick<Metrics, 'rocAuc' | 'averagePrecision' | 'brier'> {
  if (positive === null) {
    return {
      rocAuc: macroRocAuc(labels, probabilities, classes),
      averagePrecision: macroAveragePrecision(labels, probabilities, classes),
      brier: brierSum(labels, probabilities, classes),
    };
  }
  const scores = classColumn(probabilities, classes, positive);
  const ranked = rankScores(labels, scores, positive);
  return {
    rocAuc: rocAuc(ranked),
    averagePrecision: averagePrecision(ranked),
    brier: brierOfPositive(labels, scores, positive),
  };
}

function positiveClass({ positive, classes }: EvaluationInput): number | null {
  if (positive === undefined) return classes === 2 ? 1 : null;
  if (Number.isInteger(positive) && positive >= 0 && positive < classes) return positive;
  throw new LearnError(
    'RECIPE_INVALID',
    `The positive class is ${positive}; give a class from 0 to ${classes - 1}.`,
  );
}

/** One, and what rounding may add to it. */
const ceiling = 1 + 1e-9;

function assertProbabilities(probabilities: Float64Array, rows: number, classes: number): void {
  if (probabilities.length !== rows * classes) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `${rows} rows of ${classes} classes need ${rows * classes} probabilities; ${probabilities.length} were given.`,
    );
  }
  for (let at = 0; at < probabilities.length; at++) {
    if (probabilities[at] >= 0 && probabilities[at] <= ceiling) continue;
    throw new LearnError(
      'VALUE_NOT_FINITE',
      `Row ${Math.floor(at / classes)}, class ${at % classes} has probability ${probabilities[at]}; give a number from 0 to 1.`,
    );
  }
}

function confusionRows({ classes, counts }: ConfusionMatrix): readonly (readonly number[])[] {
  return Array.from({ length: classes + 1 }, (_, t) =>
    Array.from(counts.subarray(t * classes, (t + 1) * classes)),
  );
}
