import type { CreateRun, LogBatch } from '@verdict/api';
import type { IntervalsJson, MetricsJson } from '../metrics-json.ts';
import type { TrainReport, TrainRequest } from '../train/train-request.ts';
import { machineLine } from './machine.ts';
import type { Surroundings } from './surroundings.ts';

export interface DatasetNumber {
  readonly dataset: string;
  readonly number: number;
}

export interface PlanInput {
  readonly report: TrainReport;
  readonly request: TrainRequest;
  readonly name: string;
  readonly runId: string;
  readonly experiment: string | null;
  readonly startMs: number;
  readonly data: DatasetNumber | null;
  readonly test: DatasetNumber | null;
  readonly surroundings: Surroundings | null;
  readonly user: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** SHA-256 of the recipe as JSON, in hex. */
  readonly recipeSha256: string;
}

/** What a training puts on record, as the calls' bodies. */
export interface TrainingPlan {
  readonly create: CreateRun;
  readonly params: Readonly<Record<string, string>>;
  /** Without their times, which are the sender's to give. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly inputs: NonNullable<LogBatch['inputs']>;
  readonly artifacts: readonly PlannedArtifact[];
}

export type PlannedArtifact =
  | { readonly path: string; readonly from: 'report'; readonly file: string }
  | { readonly path: string; readonly from: 'model' }
  | { readonly path: string; readonly from: 'text'; readonly text: string };

/** Pure: the same training makes the same plan, whoever sends it and however often. */
export function trainingPlan(input: PlanInput): TrainingPlan {
  const { report, name, runId, experiment, startMs, data, test } = input;
  return {
    create: {
      id: runId,
      ...(experiment !== null && { experiment }),
      name: cut(`${name} ${report.recipe}`, 200),
      start_ms: startMs,
    },
    params: paramsOf(input),
    metrics: metricsOf(report),
    tags: tagsOf(input),
    inputs: [
      ...(data === null ? [] : [{ dataset: reference(data), context: 'training' }]),
      ...(test === null ? [] : [{ dataset: reference(test), context: 'testing' }]),
    ],
    artifacts: artifactsOf(report, name),
  };
}

/** Of the request and the data alone: a training that is done again may not change them. */
function paramsOf({ report, request, data, test, recipeSha256 }: PlanInput): Record<string, string> {
  const { recipe, seed, holdout, rows, positive, size_bytes: sizeBytes } = report;
  return {
    recipe: cut(recipe, 500),
    recipe_sha256: recipeSha256,
    classifier: report.recipe_json.classifier.kind,
    seed: String(seed),
    holdout: String(holdout),
    data: cut(data === null ? fileName(request.called?.data ?? request.data) : reference(data), 1000),
    data_version: report.data.version,
    classes: String(report.data.classes.length),
    rows_train: String(rows.train),
    rows_test: String(rows.test),
    ...(report.test_data && {
      test: cut(test === null ? fileName(request.called?.test ?? request.test ?? '') : reference(test), 1000),
      test_version: report.test_data.version,
    }),
    ...(positive !== null && { positive: cut(positive, 1000) }),
    ...(sizeBytes !== null && { size_bytes: String(sizeBytes) }),
    ...(report.sweep && { sweep_candidates: String(report.sweep.ranking.length) }),
  };
}

const figures = [
  'accuracy',
  'macro_f1',
  'weighted_f1',
  'precision',
  'recall',
  'f1',
  'log_loss',
  'roc_auc',
  'average_precision',
  'ece',
  'mcc',
  'brier',
  'unseen_rows',
] as const satisfies readonly (keyof MetricsJson)[];

function metricsOf(report: TrainReport): Record<string, number> {
  const { out_of_fold: outOfFold, intervals, ...test } = report.metrics;
  const all: Record<string, number> = {
    ...figuresOf('', test),
    ...(intervals && intervalEnds(intervals)),
    ...classFigures(test),
    ...(outOfFold && figuresOf('oof_', outOfFold)),
    model_bytes: report.model.bytes,
  };
  for (const [stage, seconds] of Object.entries(report.seconds)) all[`seconds_${stage}`] = seconds;
  return all;
}

function figuresOf(prefix: string, metrics: Partial<MetricsJson>): Record<string, number> {
  return Object.fromEntries(
    figures.flatMap((name) => {
      const value = metrics[name];
      return typeof value === 'number' ? [[`${prefix}${name}`, value]] : [];
    }),
  );
}

function intervalEnds({ accuracy, macro_f1: macroF1 }: IntervalsJson): Record<string, number> {
  return {
    accuracy_low: accuracy[0],
    accuracy_high: accuracy[1],
    macro_f1_low: macroF1[0],
    macro_f1_high: macroF1[1],
  };
}

/** Runs are compared class by class where classes are few; the table of them all is an artifact. */
const mostClasses = 20;
/** What every client takes as part of a metric's name. Other labels are in the table alone. */
const plainLabel = /^[A-Za-z0-9_][\w .:-]{0,99}$/;

function classFigures({ per_class: perClass, classes = [] }: Partial<MetricsJson>): Record<string, number> {
  if (!perClass || classes.length > mostClasses) return {};
  return Object.fromEntries(
    classes
      .filter((label) => plainLabel.test(label) && label.trim() === label)
      .flatMap((label) => {
        const { precision, recall, f1 } = perClass[label];
        return [
          [`class/${label}/precision`, precision],
          [`class/${label}/recall`, recall],
          [`class/${label}/f1`, f1],
        ];
      }),
  );
}

function tagsOf({ report, surroundings, user, tags }: PlanInput): Record<string, string> {
  const git = surroundings?.git;
  return {
    ...(git && {
      'mlflow.source.git.commit': git.commit,
      'verdict.git.dirty': String(git.dirty),
      ...(git.branch !== null && { 'mlflow.source.git.branch': cut(git.branch, 500) }),
    }),
    ...(surroundings && {
      'verdict.machine': cut(machineLine(surroundings.machine), 500),
      'verdict.host': cut(surroundings.machine.host, 255),
    }),
    ...(user !== null && { 'mlflow.user': cut(user, 250) }),
    'verdict.node': report.node,
    'verdict.learn': report.learn,
    'verdict.model_sha256': report.model.sha256,
    ...tags,
  };
}

function artifactsOf(report: TrainReport, name: string): PlannedArtifact[] {
  const files = report.report?.files ?? [];
  return [
    { path: 'recipe.json', from: 'text', text: `${JSON.stringify(report.recipe_json, null, 2)}\n` },
    ...files
      .filter((file) => file !== 'recipe.json')
      .map((file): PlannedArtifact => ({ path: `report/${file}`, from: 'report', file })),
    { path: `model/${name}.verdict`, from: 'model' },
  ];
}

function reference({ dataset, number }: DatasetNumber): string {
  return `${dataset}@${number}`;
}

/** Paths of a machine are nobody else's business. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** The record refuses longer values and half surrogate pairs. */
function cut(text: string, most: number): string {
  return text.slice(0, most).toWellFormed();
}
