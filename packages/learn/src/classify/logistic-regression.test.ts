import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { multiplyTransposed } from '../matrix/design-matrix.ts';
import { createRandom } from '../random.ts';
import { pickRows, type Table, trainingSetOf, wordTable } from '../testing/training-sets.ts';
import type { LinearModel, RowStart, TrainingSet } from './classifier.ts';
import { linearMargins } from './linear-margins.ts';
import { fitLogisticRegression } from './logistic-regression.ts';

const context = { random: createRandom('logistic') };
const tight = { kind: 'logistic-regression', c: 2, tolerance: 1e-8 } as const;
const fit = (table: Table, start?: RowStart) =>
  fitLogisticRegression(trainingSetOf(table), tight, { ...context, ...(start && { start }) });

/** ½‖w‖² + C Σ log loss, written out anew from the model alone. */
function objectiveOf({ x, labels, weights }: TrainingSet, model: LinearModel, c: number): number {
  const { outputs } = model;
  const margins = linearMargins(model, x);
  let value = model.weights.reduce((sum, w) => sum + (w * w) / 2, 0);
  labels.forEach((label, row) => {
    const own = [...margins.subarray(row * outputs, (row + 1) * outputs)];
    const all = outputs === 1 ? [0, own[0]] : own;
    const sum = all.reduce((total, m) => total + Math.exp(m), 0);
    value += c * weights[row] * (Math.log(sum) - all[label]);
  });
  return value;
}

/** ‖∇‖ of the whole objective, written out anew from the model alone. */
function gradientNorm({ x, labels, weights }: TrainingSet, model: LinearModel, c: number): number {
  const { outputs, columns } = model;
  const margins = linearMargins(model, x);
  const u = Array.from({ length: outputs }, () => new Float64Array(x.rows));
  for (let row = 0; row < x.rows; row++) {
    const own = [...margins.subarray(row * outputs, (row + 1) * outputs)];
    const all = outputs === 1 ? [0, own[0]] : own;
    const sum = all.reduce((total, m) => total + Math.exp(m), 0);
    for (let k = 0; k < outputs; k++) {
      const spoken = outputs === 1 ? 1 : k;
      u[k][row] = c * weights[row] * (Math.exp(own[k]) / sum - (labels[row] === spoken ? 1 : 0));
    }
  }
  let square = 0;
  const gradient = new Float64Array(columns);
  for (let k = 0; k < outputs; k++) {
    multiplyTransposed(x, u[k], gradient, new Float64Array(x.rows));
    gradient.forEach((g, j) => {
      square += (g + model.weights[k * columns + j]) ** 2;
    });
    square += u[k].reduce((sum, g) => sum + g, 0) ** 2;
  }
  return Math.sqrt(square);
}

const zeroModel = (columns: number, outputs: number, intercepts: Float64Array): LinearModel => ({
  kind: 'linear',
  columns,
  outputs,
  weights: new Float64Array(columns * outputs),
  intercepts,
});

describe.each([2, 3, 5])('%i classes', (classes) => {
  const table = wordTable(90, classes, 3, 0.4);
  const data = trainingSetOf(table);
  const outputs = classes === 2 ? 1 : classes;

  test('the gradient vanishes where the fit ends', () => {
    const { model, report } = fit(table);
    // Classes are even, so at w = 0 the best intercepts are 0.
    const first = gradientNorm(data, zeroModel(data.x.columns, outputs, new Float64Array(outputs)), 2);
    expect(report.converged).toBe(true);
    expect(report.optimality).toBeLessThanOrEqual(1e-8);
    expect(gradientNorm(data, model, 2) / first).toBeLessThan(2e-8);
  });

  test('no step out of the optimum lowers the objective', () => {
    const { model, report } = fit(table);
    const objective = (moved: LinearModel) => objectiveOf(data, moved, 2);
    expect(objective(model)).toBeCloseTo(report.objective!, 8);
    const random = createRandom('steps');
    for (let n = 0; n < 10; n++) {
      const weights = model.weights.map((w) => w + 0.01 * (random.next() - 0.5));
      expect(objective({ ...model, weights })).toBeGreaterThan(report.objective!);
    }
  });

  test('a start reaches the same optimum, from near and from far', () => {
    const cold = fit(table);
    const random = createRandom('start');
    const moved = (values: Float64Array, spread: number) =>
      values.map((value) => value + spread * (random.next() - 0.5));
    for (const spread of [0.01, 3]) {
      const { coefficients, intercepts } = cold.start!;
      const start = { coefficients: moved(coefficients, spread), intercepts: moved(intercepts, spread) };
      const { model, report } = fit(table, start);
      expect(report.converged).toBe(true);
      expectNear(model.weights, cold.model.weights, 1e-6);
      expectNear(marginsOf(model, data), marginsOf(cold.model, data), 1e-6);
    }
  });

  test('the optimum is a start that needs no step, and zeros are a start from nothing', () => {
    const cold = fit(table);
    expect(fit(table, cold.start).report.iterations).toBeLessThanOrEqual(1);
    const { coefficients, intercepts } = cold.start!;
    const zeros = {
      coefficients: new Float64Array(coefficients.length),
      intercepts: intercepts.map(() => 9),
    };
    expectNear(fit(table, zeros).model.weights, cold.model.weights, 1e-6);
  });

  test('what a start says of rows that take no part changes no bit', () => {
    const heldOut = { ...table, weights: table.weights.map((_, row) => (row % 5 > 0 ? 1 : 0)) };
    const { coefficients, intercepts } = fit(table).start!;
    const drawn = [-1e3, 1e3].map((value) => ({
      coefficients: coefficients.map((a, at) => ((at % table.rows.length) % 5 > 0 ? a : value)),
      intercepts,
    }));
    const [one, other] = drawn.map((start) =>
      fitLogisticRegression(trainingSetOf(heldOut), { ...tight, tolerance: 1e-2 }, { ...context, start }),
    );
    expect(one).toEqual(other);
    one.start?.coefficients.forEach((a, at) => {
      if ((at % table.rows.length) % 5 === 0) expect(Math.abs(a)).toBe(0);
    });
  });

  test('margins of all rows come with the fit', () => {
    const heldOut = { ...data, weights: data.weights.map((_, row) => (row % 4 > 0 ? 1 : 0)) };
    const { model, margins } = fitLogisticRegression(heldOut, tight, context);
    expectNear(margins!, linearMargins(model, data.x), 1e-10);
  });
});

/** Softmax margins are known up to a constant a row. */
function marginsOf(model: LinearModel, { x }: TrainingSet): Float64Array {
  const margins = linearMargins(model, x);
  if (model.outputs === 1) return margins;
  return margins.map((m, at) => m - margins[at - (at % model.outputs)]);
}

function expectNear(found: Float64Array, given: Float64Array, within: number): void {
  expect(found.length).toBe(given.length);
  for (let i = 0; i < given.length; i++) expect(Math.abs(found[i] - given[i])).toBeLessThan(within);
}

test('rows of weight 0 leave the fit without them', () => {
  const table = wordTable(60, 2, 5, 0.4);
  const kept = table.rows.map((_, row) => row).filter((row) => row % 5 > 0);
  const masked = fit({ ...table, weights: table.weights.map((_, row) => (row % 5 > 0 ? 1 : 0)) });
  const without = fit(pickRows(table, kept));
  expectNear(masked.model.weights, without.model.weights, 1e-6);
  expectNear(masked.model.intercepts, without.model.intercepts, 1e-6);
});

test('a column that no row has weighs nothing, and columns that are the same share their weight', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const table = wordTable(40, 2, seed, 0.4);
      const twice = { ...table, rows: table.rows.map((row) => [...row, row[0]]) };
      const { weights } = fit(twice).model;
      const unseen = table.rows[0].length - 1;
      expect(weights[unseen]).toBe(0);
      expect(weights.at(-1)).toBeCloseTo(weights[0], 9);
    }),
    { numRuns: 20 },
  );
});

test('classes that can be told apart converge at any c', () => {
  const table = wordTable(60, 2, 7);
  for (const c of [1, 1e3, 1e6]) {
    const data = trainingSetOf(table);
    const { model, report } = fitLogisticRegression(data, { ...tight, c }, context);
    expect(report.converged).toBe(true);
    linearMargins(model, data.x).forEach((m, row) => {
      expect(m > 0 ? 1 : 0).toBe(table.labels[row]);
    });
  }
});

test('rows that contradict each other converge', () => {
  const table = wordTable(20, 2, 9);
  const order = table.rows.flatMap((_, row) => [row, row]);
  const both = pickRows(table, order);
  const { model, report } = fit({ ...both, labels: both.labels.map((_, row) => row % 2) });
  expect(report.converged).toBe(true);
  model.weights.forEach((w) => {
    expect(Math.abs(w)).toBeLessThan(1e-6);
  });
});

test('a class without rows is next to impossible and disturbs no other', () => {
  const table = wordTable(60, 2, 11, 0.4);
  const { model, report } = fit({ ...table, classes: 3 });
  expect(report.converged).toBe(true);
  const margins = linearMargins(model, trainingSetOf(table).x);
  const two = linearMargins(fit(table).model, trainingSetOf(table).x);
  two.forEach((m, row) => {
    const [first, second, third] = margins.subarray(3 * row, 3 * row + 3);
    // Two outputs under the penalty share what one output carries alone, so they may go further.
    expect(Math.sign(second - first)).toBe(Math.sign(m));
    expect(third).toBeLessThan(Math.min(first, second) - 20);
  });
});

test('one row among a thousand still has its say, by the intercept', () => {
  const rows = Array.from({ length: 1000 }, () => [1]);
  const labels = rows.map((_, row) => (row === 0 ? 1 : 0));
  const table = { rows, labels, classes: 2, weights: labels.map(() => 1) };
  const { model } = fit(table);
  expect(model.intercepts[0] + model.weights[0]).toBeCloseTo(Math.log(1 / 999), 6);
  expect(model.weights[0]).toBeCloseTo(0, 6);
});

test('stops between products when told to', () => {
  let asked = 0;
  const shouldStop = () => ++asked > 3;
  expect(() =>
    fitLogisticRegression(trainingSetOf(wordTable(90, 2, 3, 0.4)), tight, { ...context, shouldStop }),
  ).toThrow(expect.objectContaining({ code: 'STOPPED' }));
  expect(asked).toBe(4);
});

test('says how far it is', () => {
  const seen: number[] = [];
  fitLogisticRegression(trainingSetOf(wordTable(90, 2, 3, 0.4)), tight, {
    ...context,
    onProgress: (fraction) => seen.push(fraction),
  });
  expect(seen.at(-1)).toBe(1);
  expect(seen.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
});

test('tells a fit that ran out of iterations', () => {
  const data = trainingSetOf(wordTable(90, 2, 3, 0.4));
  const { report } = fitLogisticRegression(data, { ...tight, maxIterations: 1 }, context);
  expect(report).toMatchObject({ converged: false, iterations: 1 });
  expect(report.optimality).toBeGreaterThan(1e-8);
});

test.each([
  ['coefficients of other rows', 29, 1],
  ['coefficients of more outputs', 60, 1],
  ['intercepts of more outputs', 30, 2],
])('refuses a start with %s', (_, coefficients, intercepts) => {
  const start = { coefficients: new Float64Array(coefficients), intercepts: new Float64Array(intercepts) };
  expect(() => fit(wordTable(30, 2, 3), start)).toThrow(
    expect.objectContaining({ code: 'ROWS_MISALIGNED', message: expect.stringContaining(`${coefficients}`) }),
  );
});
