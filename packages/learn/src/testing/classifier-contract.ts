import { describe, expect, it } from 'vitest';
import type { ClassifierModel, ClassifierOptions, FitContext, TrainingSet } from '../classify/classifier.ts';
import { fitClassifier } from '../classify/fit-classifier.ts';
import { classifierMargins, outputsOf } from '../classify/margins.ts';
import { csrFromDense } from '../matrix/csr-matrix.ts';
import type { DesignMatrix } from '../matrix/design-matrix.ts';
import { createRandom, shuffle } from '../random.ts';
import {
  designInTwoBlocks,
  designOf,
  designOfOnes,
  pickRows,
  type Table,
  trainingSetOf,
  wordTable,
} from './training-sets.ts';

/** Where classifiers may differ. Everything else is asked of all of them. */
export interface ContractTerms {
  /** How far margins may move when the same problem is posed otherwise: 0 for the same bits. */
  readonly tolerance: number;
  /**
   * `exact`: rows in another order give the same margins within the tolerance. `in distribution`: they give
   * other draws of the same law, so only mean probabilities and decisions are compared.
   */
  readonly permutedRows: 'exact' | 'in distribution';
}

/**
 * What every classifier owes, after scikit-learn's estimator_checks: one suite, run over each classifier and
 * each of its variants, with two classes and with three.
 */
export function describeClassifier(title: string, options: ClassifierOptions, terms: ContractTerms): void {
  describe.each([2, 3])(`${title}, %i classes`, (classes) => {
    const table = weighted(wordTable(48, classes, 11, 0.4));
    const fresh = designOf(wordTable(20, classes, 12, 0.4).rows);
    const fit = (given: Table | TrainingSet, context?: Partial<FitContext>): ClassifierModel =>
      fitClassifier('rows' in given ? trainingSetOf(given) : given, options, {
        random: createRandom('contract'),
        ...context,
      }).model;
    const expectSame = (one: ClassifierModel, other: ClassifierModel): void =>
      expectNear(classifierMargins(one, fresh), classifierMargins(other, fresh), terms.tolerance);

    it('leaves its inputs as they were', () => {
      const data = trainingSetOf(table);
      const before = structuredClone(data);
      fit(data);
      expect(data).toEqual(before);
    });

    it('gives the same bits for the same seed', () => {
      expect(fit(table)).toEqual(fit(table));
    });

    it('holds a row of weight 2 equal to the row given twice', () => {
      const doubled = {
        ...table,
        weights: table.weights.map((weight, row) => (row % 3 ? weight : 2 * weight)),
      };
      const order = table.rows.flatMap((_, row) => (row % 3 ? [row] : [row, row]));
      expectSame(fit(doubled), fit(pickRows(table, order)));
    });

    it('holds a row of weight 0 equal to the row left out', () => {
      const zeroed = { ...table, weights: table.weights.map((weight, row) => (row % 4 ? weight : 0)) };
      const order = table.rows.flatMap((_, row) => (row % 4 ? [row] : []));
      expectSame(fit(zeroed), fit(pickRows(table, order)));
    });

    it('answers a batch as it answers row by row', () => {
      const model = fit(table);
      const singly = table.rows.flatMap((row) => [...classifierMargins(model, designOf([row]))]);
      expect([...classifierMargins(model, designOf(table.rows))]).toEqual(singly);
    });

    it('does not care in which order the rows come', () => {
      const order = Int32Array.from(table.rows, (_, row) => row);
      shuffle(order, createRandom('order'));
      const model = fit(table);
      const permuted = fit(pickRows(table, [...order]));
      if (terms.permutedRows === 'exact') expectSame(model, permuted);
      else expectSameLaw(probabilities(model, fresh), probabilities(permuted, fresh));
    });

    it('gives the same model for two blocks with scales as for one block multiplied out', () => {
      const data = trainingSetOf(table);
      const inBlocks = { ...data, x: designInTwoBlocks(table.rows, 4) };
      const model = fit(data);
      expectSame(fit(inBlocks), model);
      expectNear(classifierMargins(model, inBlocks.x), classifierMargins(model, data.x), 1e-12);
    });

    it('reads a matrix without values as one of ones', () => {
      const data = trainingSetOf(table);
      const [stored, implied] = [true, false].map((kept) => designOfOnes(table.rows, kept));
      const model = fit({ ...data, x: stored });
      expectSame(fit({ ...data, x: implied }), model);
      expect(classifierMargins(model, implied)).toEqual(classifierMargins(model, stored));
    });

    it('learns a problem that can be separated', () => {
      const model = fit(wordTable(90, classes, 21));
      const unseen = wordTable(30, classes, 22);
      expect(decisions(probabilities(model, designOf(unseen.rows)))).toEqual(unseen.labels);
    });

    it('gives probabilities that sum to one, one output for two classes and one a class for more', () => {
      const model = fit(table);
      expect(outputsOf(model)).toBe(classes === 2 ? 1 : classes);
      expect(classifierMargins(model, fresh).length).toBe(fresh.rows * outputsOf(model));
      for (const row of probabilities(model, fresh)) {
        expect(row.length).toBe(classes);
        expect(row.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }
    });

    it('gives finite margins to an empty row, and to words that no training row had', () => {
      const columns = table.rows[0].length;
      const empty = new Array<number>(columns).fill(0);
      const unknown = empty.with(columns - 1, 3);
      const withEmpty = { ...table, rows: table.rows.with(0, empty) };
      const margins = classifierMargins(fit(withEmpty), designOf([empty, unknown]));
      expect(margins.every(Number.isFinite)).toBe(true);
    });

    it('gives the same bits after a structured clone and after JSON', () => {
      const model = fit(table);
      const margins = classifierMargins(model, fresh);
      expect(classifierMargins(structuredClone(model), fresh)).toEqual(margins);
      expect(classifierMargins(throughJson(model), fresh)).toEqual(margins);
    });

    it('stops when it is told to', () => {
      expect(() => fit(table, { shouldStop: () => true })).toThrow(refusal('STOPPED'));
    });

    it('reports progress between 0 and 1', () => {
      const heard: number[] = [];
      fit(table, { onProgress: (fraction) => heard.push(fraction) });
      expect(heard).not.toEqual([]);
      expect(heard.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    });

    it.each(refusals(table))('refuses $what', ({ change, code, place }) => {
      const data = { ...trainingSetOf(table), ...change };
      expect(() => fit(data)).toThrow(refusal(code, place));
    });

    it('is never given a value that is not a number: the matrix refuses it with its place', () => {
      const rows = table.rows.with(7, table.rows[7].with(2, Number.NaN));
      expect(() => fit({ ...table, rows })).toThrow(refusal('VALUE_NOT_FINITE', 'Row 7, column 2'));
    });
  });
}

interface Refusal {
  readonly what: string;
  readonly change: Partial<TrainingSet>;
  readonly code: string;
  readonly place: string;
}

function refusals(table: Table): Refusal[] {
  const { x, labels, weights } = trainingSetOf(table);
  const scaled = (key: 'rowScale' | 'columnScale', at: number): DesignMatrix => ({
    ...x,
    blocks: x.blocks.map((block) => ({ ...block, [key]: block[key].with(at, Number.NaN) })),
  });
  const noRows = {
    x: designOfNothing(x.columns),
    labels: new Int32Array(0),
    weights: new Float64Array(0),
  };
  return [
    {
      what: 'a single class',
      change: { labels: labels.map(() => 1) },
      code: 'LABELS_TOO_FEW',
      place: 'class',
    },
    { what: 'no rows', change: noRows, code: 'ROWS_TOO_FEW', place: '0 rows' },
    {
      what: 'a label for each row but one',
      change: { labels: labels.slice(1) },
      code: 'ROWS_MISALIGNED',
      place: `${labels.length - 1} labels`,
    },
    {
      what: 'a label too high',
      change: { labels: labels.with(3, 9) },
      code: 'ROWS_MISALIGNED',
      place: 'Row 3',
    },
    {
      what: 'a label below 0',
      change: { labels: labels.with(4, -1) },
      code: 'ROWS_MISALIGNED',
      place: 'Row 4',
    },
    {
      what: 'a weight that is not a number',
      change: { weights: weights.with(5, Number.NaN) },
      code: 'WEIGHT_INVALID',
      place: 'Row 5',
    },
    {
      what: 'a negative weight',
      change: { weights: weights.with(6, -1) },
      code: 'WEIGHT_INVALID',
      place: 'Row 6',
    },
    {
      what: 'a row scale of NaN',
      change: { x: scaled('rowScale', 2) },
      code: 'VALUE_NOT_FINITE',
      place: 'row 2',
    },
    {
      what: 'a column scale of NaN',
      change: { x: scaled('columnScale', 1) },
      code: 'VALUE_NOT_FINITE',
      place: 'column 1',
    },
  ];
}

function designOfNothing(columns: number): DesignMatrix {
  const nothing = csrFromDense([], columns);
  const byColumn = { ...nothing, rows: columns, columns: 0, starts: new Int32Array(columns + 1) };
  const scales = { rowScale: new Float64Array(0), columnScale: new Float64Array(columns).fill(1) };
  return { rows: 0, columns, blocks: [{ firstColumn: 0, byRow: nothing, byColumn, ...scales }] };
}

/** Whole weights of 1 and 2, so that a row's weight is a number of repetitions. */
function weighted(table: Table): Table {
  return { ...table, weights: table.weights.map((_, row) => (row % 5 === 0 ? 2 : 1)) };
}

function probabilities(model: ClassifierModel, x: DesignMatrix): number[][] {
  const outputs = outputsOf(model);
  const margins = classifierMargins(model, x);
  return Array.from({ length: x.rows }, (_, row) => {
    const own = [...margins.subarray(row * outputs, (row + 1) * outputs)];
    const all = outputs === 1 ? [0, own[0]] : own;
    const highest = Math.max(...all);
    const raised = all.map((margin) => Math.exp(margin - highest));
    const total = raised.reduce((sum, part) => sum + part, 0);
    return raised.map((part) => part / total);
  });
}

function decisions(rows: readonly (readonly number[])[]): number[] {
  return rows.map((shares) => shares.indexOf(Math.max(...shares)));
}

function expectNear(found: Float64Array, expected: Float64Array, tolerance: number): void {
  expect(found.length).toBe(expected.length);
  const furthest = found.reduce((most, margin, i) => Math.max(most, Math.abs(margin - expected[i])), 0);
  expect(furthest).toBeLessThanOrEqual(tolerance);
}

/** Means of 100 trees' votes differ by about 0.05 √2 at most between two draws. */
function expectSameLaw(found: readonly number[][], expected: readonly number[][]): void {
  const gaps = found.flatMap((row, i) => row.map((share, k) => Math.abs(share - expected[i][k])));
  expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.05);
  expect(Math.max(...gaps)).toBeLessThan(0.3);
}

function throughJson(model: ClassifierModel): ClassifierModel {
  const arrays = { Float64Array, Float32Array, Int32Array };
  const text = JSON.stringify(model, (_, value) =>
    ArrayBuffer.isView(value)
      ? { array: value.constructor.name, numbers: Array.from(value as Float64Array) }
      : value,
  );
  return JSON.parse(text, (_, value) =>
    value?.array ? arrays[value.array as keyof typeof arrays].from(value.numbers) : value,
  );
}

function refusal(code: string, place = ''): unknown {
  return expect.objectContaining({ name: 'LearnError', code, message: expect.stringContaining(place) });
}
