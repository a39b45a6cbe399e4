import type { Evaluation, Metrics } from '@verdict/learn';

/** Metrics as the command line's JSON names them. */
export interface MetricsJson {
  readonly accuracy: number;
  readonly macro_f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly log_loss: number;
  readonly roc_auc: number | null;
  readonly ece: number;
  readonly mcc: number;
  readonly brier: number;
  readonly average_precision: number | null;
  readonly weighted_f1: number;
  /** The class that precision, recall and F1 speak of; null where they are macro averages. */
  readonly positive: string | null;
  readonly per_class: Readonly<Record<string, ClassJson>>;
  /** Order of the rows and columns of `confusion`. */
  readonly classes: readonly string[];
  /** Row: true class; column: predicted class. */
  readonly confusion: readonly (readonly number[])[];
  /** Rows with a label that the model does not know: each counts as wrong. */
  readonly unseen_rows: number;
}

export interface ClassJson {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
  readonly called: number;
}

export interface IntervalsJson {
  readonly level: number;
  readonly accuracy: readonly [low: number, high: number];
  readonly macro_f1: readonly [low: number, high: number];
}

export function metricsJson(metrics: Metrics, classes: readonly string[]): MetricsJson {
  return {
    accuracy: metrics.accuracy,
    macro_f1: metrics.macroF1,
    precision: metrics.precision,
    recall: metrics.recall,
    f1: metrics.f1,
    log_loss: metrics.logLoss,
    roc_auc: metrics.rocAuc,
    ece: metrics.ece,
    mcc: metrics.mcc,
    brier: metrics.brier,
    average_precision: metrics.averagePrecision,
    weighted_f1: metrics.weightedF1,
    positive: metrics.positive === null ? null : classes[metrics.positive],
    per_class: Object.fromEntries(
      metrics.perClass.map(({ precision, recall, f1, support, called }, index) => [
        classes[index],
        { precision, recall, f1, support, called },
      ]),
    ),
    classes,
    confusion: metrics.confusion,
    unseen_rows: metrics.unseenRows,
  };
}

export function intervalsJson({ accuracy, macroF1 }: Evaluation['intervals']): IntervalsJson {
  return {
    level: accuracy.level,
    accuracy: [accuracy.low, accuracy.high],
    macro_f1: [macroF1.low, macroF1.high],
  };
}
