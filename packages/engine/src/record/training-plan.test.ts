import { recipes } from '@verdict/learn';
import { describe, expect, it } from 'vitest';
import type { MetricsJson } from '../metrics-json.ts';
import type { TrainReport, TrainRequest } from '../train/train-request.ts';
import { type PlanInput, trainingPlan } from './training-plan.ts';

const recipe = recipes.get('logreg');
if (!recipe) throw new Error('logreg is a preset');

const metrics: MetricsJson = {
  accuracy: 0.9,
  macro_f1: 0.88,
  precision: 0.9,
  recall: 0.8,
  f1: 0.85,
  log_loss: 0.3,
  roc_auc: null,
  ece: 0.02,
  mcc: 0.7,
  brier: 0.1,
  average_precision: 0.9,
  weighted_f1: 0.9,
  positive: 'spam',
  per_class: {
    ham: { precision: 0.9, recall: 0.9, f1: 0.9, support: 50, called: 50 },
    'sp/am\n': { precision: 0.8, recall: 0.8, f1: 0.8, support: 50, called: 50 },
  },
  classes: ['ham', 'sp/am\n'],
  confusion: [
    [45, 5],
    [10, 40],
  ],
  unseen_rows: 0,
};

const report: TrainReport = {
  model: { name: 'spam', version: 1, path: 'spam.verdict', sha256: 'c'.repeat(64), bytes: 1000 },
  recipe: 'logreg',
  recipe_json: recipe,
  data: {
    version: 'd'.repeat(64),
    rows: 500,
    classes: [
      { label: 'ham', rows: 250 },
      { label: 'spam', rows: 250 },
    ],
  },
  test_data: null,
  findings: [],
  seed: 42,
  holdout: 0.2,
  positive: null,
  size_bytes: null,
  node: 'v24.0.0',
  learn: 'e'.repeat(64),
  rows: { train: 400, test: 100 },
  metrics: {
    ...metrics,
    intervals: { level: 0.95, accuracy: [0.85, 0.93], macro_f1: [0.82, 0.92] },
    out_of_fold: metrics,
  },
  shrunk: null,
  sweep: null,
  converged: true,
  report: { folder: '/somewhere', files: ['model-card.html', 'recipe.json', 'roc.svg'] },
  surroundings: null,
  seconds: { read: 0.1, sweep: 0, features: 0.2, fit: 0.3, evaluate: 0.1, write: 0, report: 0.2, total: 1 },
};

const input: PlanInput = {
  report,
  request: { data: '/home/somebody/secret/reviews.csv', test: null } as TrainRequest,
  name: 'spam',
  runId: 'abc',
  experiment: null,
  startMs: 5,
  data: null,
  test: null,
  surroundings: {
    git: { commit: 'f'.repeat(40), branch: 'main', dirty: true },
    machine: { host: 'box', system: 'linux x64', processor: 'a CPU', cores: 2, memoryBytes: 8 * 2 ** 30 },
  },
  user: 'ada',
  tags: { 'verdict.job': '7' },
  recipeSha256: 'b'.repeat(64),
};

describe('trainingPlan', () => {
  it('makes a run by its id, named for model and recipe', () => {
    expect(trainingPlan(input).create).toEqual({ id: 'abc', name: 'spam logreg', start_ms: 5 });
    expect(trainingPlan({ ...input, experiment: 'trials' }).create.experiment).toBe('trials');
  });

  it('has as parameters what was asked for, and of files their names alone', () => {
    expect(trainingPlan(input).params).toEqual({
      recipe: 'logreg',
      recipe_sha256: 'b'.repeat(64),
      classifier: 'logistic-regression',
      seed: '42',
      holdout: '0.2',
      data: 'reviews.csv',
      data_version: 'd'.repeat(64),
      classes: '2',
      rows_train: '400',
      rows_test: '100',
    });
  });

  it('names versions on record, as parameters and as inputs', () => {
    const plan = trainingPlan({
      ...input,
      report: {
        ...report,
        test_data: { version: 'a'.repeat(64), rows: 90 },
        positive: 'spam',
        size_bytes: 5000,
      },
      data: { dataset: 'messages', number: 3 },
      test: { dataset: 'held', number: 1 },
    });
    expect(plan.params).toMatchObject({
      data: 'messages@3',
      test: 'held@1',
      test_version: 'a'.repeat(64),
      positive: 'spam',
      size_bytes: '5000',
    });
    expect(plan.inputs).toEqual([
      { dataset: 'messages@3', context: 'training' },
      { dataset: 'held@1', context: 'testing' },
    ]);
  });

  it('logs test metrics with the ends of their intervals, out-of-fold ones beside them, and no null', () => {
    const { metrics: logged } = trainingPlan(input);
    expect(logged).toMatchObject({
      accuracy: 0.9,
      accuracy_low: 0.85,
      accuracy_high: 0.93,
      macro_f1_low: 0.82,
      macro_f1_high: 0.92,
      oof_accuracy: 0.9,
      model_bytes: 1000,
      seconds_total: 1,
      'class/ham/f1': 0.9,
    });
    expect(Object.keys(logged)).not.toContain('roc_auc');
    expect(Object.values(logged).every(Number.isFinite)).toBe(true);
  });

  it('leaves out classes whose labels no client takes as a name, and all where they are many', () => {
    const keys = (of: TrainReport): string[] => Object.keys(trainingPlan({ ...input, report: of }).metrics);
    expect(keys(report).filter((key) => key.startsWith('class/'))).toHaveLength(3);
    const classes = Array.from({ length: 21 }, (_, k) => `c${k}`);
    const perClass = Object.fromEntries(classes.map((label) => [label, metrics.per_class.ham]));
    const many = { ...report, metrics: { ...report.metrics, classes, per_class: perClass } };
    expect(keys(many).filter((key) => key.startsWith('class/'))).toEqual([]);
  });

  it('without test rows logs what is known out of fold', () => {
    const { metrics: logged } = trainingPlan({
      ...input,
      report: { ...report, metrics: { out_of_fold: metrics } },
    });
    expect(logged).not.toHaveProperty('accuracy');
    expect(logged).toHaveProperty('oof_macro_f1', 0.88);
  });

  it('tags the run with commit, machine and who', () => {
    expect(trainingPlan(input).tags).toEqual({
      'mlflow.source.git.commit': 'f'.repeat(40),
      'mlflow.source.git.branch': 'main',
      'verdict.git.dirty': 'true',
      'verdict.machine': 'linux x64, 2 cores of a CPU, 8 GB',
      'verdict.host': 'box',
      'verdict.node': 'v24.0.0',
      'verdict.learn': 'e'.repeat(64),
      'verdict.model_sha256': 'c'.repeat(64),
      'verdict.job': '7',
      'mlflow.user': 'ada',
    });
    const bare = trainingPlan({ ...input, surroundings: null, user: null, tags: {} }).tags;
    expect(Object.keys(bare)).toEqual(['verdict.node', 'verdict.learn', 'verdict.model_sha256']);
  });

  it('keeps the report’s files, the recipe once, and the model file', () => {
    expect(trainingPlan(input).artifacts.map(({ path }) => path)).toEqual([
      'recipe.json',
      'report/model-card.html',
      'report/roc.svg',
      'model/spam.verdict',
    ]);
  });

  it('is the same for the same training', () => {
    expect(trainingPlan(input)).toEqual(trainingPlan({ ...input }));
  });
});
