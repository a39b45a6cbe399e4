import { type Evaluation, type Model, type OutOfFold, wilsonInterval } from '@verdict/learn';
import { classCurves } from '../charts/curves.ts';
import { confidenceBins, reliabilityBins } from '../charts/reliability.ts';
import type { DividedRows } from '../data/divide-rows.ts';
import { metricsJson } from '../metrics-json.ts';
import type { TrainReport } from '../train/train-request.ts';
import { classTable } from './class-table.ts';
import { type JudgedRows, judgedRows } from './judged-rows.ts';
import type { Quality, ReportData } from './report-data.ts';
import { confidenceSlices, lengthSlices } from './slices.ts';
import { strongestPieces } from './strongest-pieces.ts';
import { type CommandParts, trainCommand } from './train-command.ts';

export interface TrainingDone {
  readonly training: TrainReport;
  readonly model: Model;
  readonly rows: DividedRows;
  readonly evaluation: Evaluation | null;
  readonly outOfFold: OutOfFold | null;
  readonly names: ReportData['names'];
  /** Columns, where they were named. */
  readonly columns: Pick<CommandParts, 'text' | 'label'>;
  readonly day: string;
}

export interface BuiltReport {
  readonly data: ReportData;
  readonly judged: JudgedRows | null;
}

/** Time of the order of one more evaluation: a sort of the scores a class, and a few passes over the rows. */
export function buildReport(done: TrainingDone): BuiltReport {
  const { training, model, rows, evaluation, outOfFold, names } = done;
  const judged = judgedRows(model.classes, rows, evaluation, outOfFold);
  return {
    judged,
    data: {
      training,
      names,
      classes: model.classes,
      quality: judged && qualityOf(judged, model, evaluation, outOfFold),
      pieces: strongestPieces(model),
      usualLength: usualLength(rows.train.texts),
      commonWords: model.facts.profile.topTokens.map(({ token }) => token).filter(isWord),
      unsureBelow: model.unsureBelow,
      threshold: model.threshold,
      command: trainCommand({
        ...names,
        ...done.columns,
        name: training.model.name,
        recipe: training.recipe_json,
        holdout: training.holdout,
        seed: training.seed,
        positive: training.positive,
        sizeBytes: training.size_bytes,
      }),
      day: done.day,
    },
  };
}

function qualityOf(
  judged: JudgedRows,
  model: Model,
  evaluation: Evaluation | null,
  outOfFold: OutOfFold | null,
): Quality | null {
  const measured = judged.on === 'out of fold' ? outOfFold?.metrics : evaluation?.metrics;
  if (!measured) return null;
  const metrics = metricsJson(measured, model.classes);
  const curves = classCurves(judged);
  const { low, high } = wilsonInterval(Math.round(metrics.accuracy * measured.rows), measured.rows);
  const macroF1 = judged.on === 'out of fold' ? null : evaluation?.intervals.macroF1;
  const largest = measured.perClass.reduce(
    (most, { support }, k) => (support > measured.perClass[most].support ? k : most),
    0,
  );
  const sliced = {
    ...judged,
    confidenceOf: (row: number) => judged.probabilities[row * model.classes.length + judged.predicted[row]],
  };
  return {
    on: judged.on,
    rows: measured.rows,
    metrics,
    positive: measured.positive,
    accuracyRange: [low, high],
    macroF1Range: macroF1 ? [macroF1.low, macroF1.high] : null,
    majority: {
      label: model.classes[largest],
      accuracy: measured.perClass[largest].support / measured.rows,
    },
    perClass: classTable(metrics, curves),
    curves,
    reliability: reliabilityBins(judged),
    confidence: confidenceBins(judged),
    slices: [...lengthSlices(sliced), ...confidenceSlices(sliced, model.unsureBelow)],
    unseen: measured.unseen,
  };
}

function usualLength(texts: readonly string[]): readonly [low: number, high: number] {
  const lengths = Int32Array.from(texts, (text) => text.length).sort();
  const at = (share: number): number =>
    lengths[Math.min(lengths.length - 1, Math.floor(share * lengths.length))];
  return [at(0.05), at(0.95)];
}

function isWord(token: string): boolean {
  return /^\p{L}[\p{L}\p{M}']+$/u.test(token);
}
