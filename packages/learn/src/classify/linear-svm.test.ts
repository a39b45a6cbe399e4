import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { pickRows, type Table, trainingSetOf, wordTable } from '../testing/training-sets.ts';
import type { FitContext, LinearModel, LinearSvmOptions } from './classifier.ts';
import { linearMargins } from './linear-margins.ts';
import { fitLinearSvm } from './linear-svm.ts';

const variants: [string, LinearSvmOptions][] = [
  ['dual, hinge', { kind: 'linear-svm', c: 2, loss: 'hinge', tolerance: 1e-10 }],
  ['dual, squared hinge', { kind: 'linear-svm', c: 2, loss: 'squared-hinge', tolerance: 1e-12 }],
  ['primal', { kind: 'linear-svm', c: 2, solver: 'primal', tolerance: 1e-9 }],
];

const fit = (table: Table, options: LinearSvmOptions, context?: Partial<FitContext>) =>
  fitLinearSvm(
    trainingSetOf(table),
    { maxIterations: 100_000, ...options },
    { random: createRandom('svm'), ...context },
  );

/** The primal, written out anew; for many classes the sum over the outputs. */
function primal(table: Table, model: LinearModel, { c, loss }: LinearSvmOptions): number {
  const margins = linearMargins(model, trainingSetOf(table).x);
  let value = [...model.weights, ...model.intercepts].reduce((sum, w) => sum + (w * w) / 2, 0);
  margins.forEach((m, at) => {
    const row = Math.floor(at / model.outputs);
    const spoken = model.outputs === 1 ? 1 : at % model.outputs;
    const short = Math.max(0, 1 - (table.labels[row] === spoken ? m : -m));
    value += c * table.weights[row] * (loss === 'hinge' ? short : short * short);
  });
  return value;
}

function expectNear(found: Float64Array, given: Float64Array, within: number): void {
  expect(found.length).toBe(given.length);
  for (let i = 0; i < given.length; i++) expect(Math.abs(found[i] - given[i])).toBeLessThan(within);
}

describe.each(variants)('%s', (_, options) => {
  test.each([2, 3])(
    'reports the objective that its model has, and no step lowers it, %i classes',
    (classes) => {
      const table = wordTable(60, classes, 3, 0.4);
      const { model, report } = fit(table, options);
      expect(report.converged).toBe(true);
      expect(primal(table, model, options)).toBeCloseTo(report.objective!, 6);
      const random = createRandom('steps');
      for (let n = 0; n < 20; n++) {
        const weights = model.weights.map((w) => w + 0.01 * (random.next() - 0.5));
        expect(primal(table, { ...model, weights }, options)).toBeGreaterThan(report.objective!);
      }
    },
  );

  test('rows of weight 0 leave the fit without them', () => {
    const table = wordTable(60, 2, 5, 0.4);
    const kept = table.rows.map((_, row) => row).filter((row) => row % 5 > 0);
    const weights = table.weights.map((_, row) => (row % 5 > 0 ? 1 : 0));
    const masked = fit({ ...table, weights }, options).model;
    const without = fit(pickRows(table, kept), options).model;
    expectNear(masked.weights, without.weights, 1e-6);
    expectNear(masked.intercepts, without.intercepts, 1e-6);
  });

  test('a column that no row has weighs nothing, and columns that are the same share their weight', () => {
    const table = wordTable(40, 2, 6, 0.4);
    const { weights } = fit({ ...table, rows: table.rows.map((row) => [...row, row[0]]) }, options).model;
    expect(weights[table.rows[0].length - 1]).toBe(0);
    expect(weights.at(-1)).toBeCloseTo(weights[0], 9);
  });

  test('classes that can be told apart are told apart', () => {
    const table = wordTable(60, 2, 7);
    const { model, report } = fit(table, { ...options, c: 1000 });
    expect(report.converged).toBe(true);
    linearMargins(model, trainingSetOf(table).x).forEach((m, row) => {
      expect(table.labels[row] === 1 ? m : -m).toBeGreaterThan(0.9);
    });
  });

  test('stops when told to', () => {
    let asked = 0;
    const shouldStop = () => ++asked > 2;
    expect(() => fit(wordTable(90, 2, 3, 0.4), options, { shouldStop })).toThrow(
      expect.objectContaining({ code: 'STOPPED' }),
    );
    expect(asked).toBe(3);
  });

  test('says how far it is, over all outputs', () => {
    const seen: number[] = [];
    fit(wordTable(60, 3, 3, 0.4), options, { onProgress: (fraction) => seen.push(fraction) });
    expect(seen.at(-1)).toBe(1);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
  });

  test('tells a fit that ran out of iterations', () => {
    const { report } = fit(wordTable(90, 2, 3, 0.4), { ...options, maxIterations: 1 });
    expect(report).toMatchObject({ converged: false, iterations: 1 });
  });
});

test.each([2, 4])('both solvers of the squared hinge reach the same optimum, %i classes', (classes) => {
  const table = wordTable(80, classes, 9, 0.4);
  const [dual, primalFit] = [variants[1], variants[2]].map(([, options]) => fit(table, options));
  expectNear(dual.model.weights, primalFit.model.weights, 1e-6);
  expectNear(dual.model.intercepts, primalFit.model.intercepts, 1e-6);
  expect(dual.report.objective! / primalFit.report.objective!).toBeCloseTo(1, 10);
});

test('another seed visits rows in another order and comes to the same place', () => {
  const [, options] = variants[1];
  const table = wordTable(60, 2, 3, 0.4);
  const one = fit(table, options);
  const other = fit(table, options, { random: createRandom('another') });
  expect(other.model.weights).not.toEqual(one.model.weights);
  expectNear(other.model.weights, one.model.weights, 1e-5);
});

test('refuses the primal solver for the hinge, which has no slope to follow', () => {
  expect(() =>
    fit(wordTable(30, 2, 3), { kind: 'linear-svm', c: 1, loss: 'hinge', solver: 'primal' }),
  ).toThrow(expect.objectContaining({ code: 'RECIPE_INVALID' }));
});
