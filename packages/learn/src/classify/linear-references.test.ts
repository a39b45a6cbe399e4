import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { csrFromDense, transpose } from '../matrix/csr-matrix.ts';
import { createRandom } from '../random.ts';
import type { LinearModel, LinearSvmOptions, LogisticRegressionOptions, TrainingSet } from './classifier.ts';
import { fitLinearSvm } from './linear-svm.ts';
import { fitLogisticRegression } from './logistic-regression.ts';

/** See fixtures/linear/make-references.py. */
interface Reference {
  readonly name: string;
  readonly t: number[][];
  readonly ones: boolean;
  readonly rowScale: number[];
  readonly columnScale: number[];
  readonly labels: number[];
  readonly classes: number;
  readonly weights: number[];
  readonly answers: {
    readonly options: LogisticRegressionOptions | LinearSvmOptions;
    readonly weights: number[];
    readonly intercepts: number[];
  }[];
}

const path = new URL('./fixtures/linear/references.json', import.meta.url);
const references: Reference[] = JSON.parse(readFileSync(path, 'utf8'));

function trainingSetOf({ t, ones, labels, classes, weights, ...scales }: Reference): TrainingSet {
  const counted = csrFromDense(t);
  const byRow = ones ? { ...counted, values: null } : counted;
  const block = {
    firstColumn: 0,
    byRow,
    byColumn: transpose(byRow),
    rowScale: Float64Array.from(scales.rowScale),
    columnScale: Float64Array.from(scales.columnScale),
  };
  return {
    x: { rows: byRow.rows, columns: byRow.columns, blocks: [block] },
    labels: Int32Array.from(labels),
    classes,
    weights: Float64Array.from(weights),
  };
}

function expectClose(model: LinearModel, weights: number[], intercepts: number[]): void {
  const given = [...weights, ...intercepts];
  const found = [...model.weights, ...model.intercepts];
  expect(found).toHaveLength(given.length);
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(given[i], 5);
  });
}

describe.each(references)('scikit-learn on $name', (reference) => {
  const data = trainingSetOf(reference);
  const context = { random: createRandom('references') };

  test.each(reference.answers)('agrees with $options', ({ options, weights, intercepts }) => {
    if (options.kind === 'logistic-regression') {
      const { model } = fitLogisticRegression(data, { ...options, tolerance: 1e-9 }, context);
      expectClose(model, weights, intercepts);
      return;
    }
    const far = { tolerance: 1e-13, maxIterations: 100_000 };
    expectClose(fitLinearSvm(data, { ...options, ...far }, context).model, weights, intercepts);
    if (options.loss === 'hinge') return;
    const primal = { ...options, solver: 'primal', tolerance: 1e-9 } as const;
    expectClose(fitLinearSvm(data, primal, context).model, weights, intercepts);
  });
});
