import type { MetricsJson } from '../metrics-json.ts';
import type { TrainReport } from '../train/train-request.ts';
import { limitsOf } from './limits.ts';
import type { ReportData } from './report-data.ts';
import { mostConfusedClasses } from './report-tables.ts';

/** `metrics.json`: the figures of the card, for programs. */
export function metricsDocument(data: ReportData): unknown {
  const { training, quality, names } = data;
  const { model, recipe, rows, metrics, seed, holdout, node, learn } = training;
  return {
    model: { name: model.name, sha256: model.sha256, bytes: model.bytes },
    recipe,
    seed,
    holdout,
    node,
    learn,
    data: { name: names.data, version: training.data.version, rows: training.data.rows },
    test: training.test_data && { name: names.test, ...training.test_data },
    rows,
    judged_on: quality?.on ?? null,
    metrics: withoutLargeTables(metrics),
    majority: quality?.majority ?? null,
    slices: quality?.slices ?? [],
    limits: limitsOf(data),
    strongest: data.pieces,
  };
}

function withoutLargeTables(metrics: TrainReport['metrics']): unknown {
  const small = <Of extends Partial<MetricsJson>>({ confusion, ...others }: Of): unknown =>
    (others.classes?.length ?? 0) > mostConfusedClasses ? others : { ...others, confusion };
  return { ...(small(metrics) as object), out_of_fold: metrics.out_of_fold && small(metrics.out_of_fold) };
}

/** `curves.json`: what the pictures are drawn from. */
export function curvesDocument({ quality }: ReportData): unknown {
  if (quality === null) return null;
  return {
    classes: quality.curves.map(({ label, rows, roc, precisionRecall, rocAuc, averagePrecision }) => ({
      label,
      rows,
      roc_auc: rocAuc,
      average_precision: averagePrecision,
      roc: roc.map((point) => ({
        threshold: point.threshold,
        false_positive_rate: point.falsePositiveRate,
        true_positive_rate: point.truePositiveRate,
      })),
      precision_recall: precisionRecall,
    })),
    calibration: quality.reliability,
    confidence: quality.confidence,
  };
}
