import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LearnError } from '../errors.ts';
import { createRandom, shuffle } from '../random.ts';
import { type EvaluationInput, evaluate, type Metrics } from './evaluate.ts';
import references from './fixtures/references.json' with { type: 'json' };

function inputOf(reference: (typeof references.cases)[number]): EvaluationInput {
  return {
    labels: Int32Array.from(reference.labels),
    predicted: Int32Array.from(reference.predicted),
    probabilities: Float64Array.from(reference.probabilities),
    classes: reference.classes,
    ...(reference.positive === undefined ? {} : { positive: reference.positive }),
  };
}

/** Rows of two to four classes, some of unknown label, with the most probable class as prediction. */
const evaluations: fc.Arbitrary<EvaluationInput> = fc.integer({ min: 2, max: 4 }).chain((classes) =>
  fc
    .array(
      fc.record({
        label: fc.integer({ min: -1, max: classes - 1 }),
        shares: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: classes, maxLength: classes }),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .map((rows) => ({
      labels: Int32Array.from(rows, ({ label }) => label),
      predicted: Int32Array.from(rows, ({ shares }) => shares.indexOf(Math.max(...shares))),
      probabilities: Float64Array.from(
        rows.flatMap(({ shares }) => shares.map((s) => s / shares.reduce((a, b) => a + b))),
      ),
      classes,
    })),
);

describe('evaluate', () => {
  for (const reference of references.cases) {
    it(`agrees with scikit-learn on ${reference.name}`, () => {
      const metrics = evaluate(inputOf(reference));
      const { perClass, confusion, ...numbers } = reference.expected;
      for (const [name, expected] of Object.entries(numbers)) {
        expect(metrics[name as keyof Metrics], name).toBeCloseTo(expected, 12);
      }
      expect(metrics.confusion).toEqual(confusion);
      perClass.forEach((expected, k) => {
        expect(metrics.perClass[k].support).toBe(expected.support);
        expect(metrics.perClass[k].precision).toBeCloseTo(expected.precision, 12);
        expect(metrics.perClass[k].recall).toBeCloseTo(expected.recall, 12);
        expect(metrics.perClass[k].f1).toBeCloseTo(expected.f1, 12);
      });
    });
  }

  it('says by hand what four rows come to', () => {
    const metrics = evaluate({
      labels: Int32Array.of(1, 0, 1, -1),
      predicted: Int32Array.of(1, 0, 0, 1),
      probabilities: Float64Array.of(0.2, 0.8, 0.9, 0.1, 0.6, 0.4, 0.3, 0.7),
      classes: 2,
    });
    expect(metrics).toMatchObject({
      rows: 4,
      unseenRows: 1,
      positive: 1,
      accuracy: 0.5,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
      confusion: [
        [1, 0],
        [1, 1],
      ],
      unseen: [0, 1],
    });
    expect(metrics.rocAuc).toBe(0.75);
    expect(metrics.brier).toBeCloseTo((0.04 + 0.01 + 0.36 + 0.49) / 4, 15);
    expect(metrics.logLoss).toBeCloseTo(-(Math.log(0.8 * 0.9 * 0.4) + Math.log(2 ** -52)) / 4, 12);
  });

  it('speaks of the positive class where there is one and of the macro average where there is none', () => {
    const four = references.cases.find(({ name }) => name === 'four classes')!;
    const macro = evaluate(inputOf(four));
    const second = evaluate({ ...inputOf(four), positive: 2 });
    expect(macro.positive).toBeNull();
    expect(macro.f1).toBe(macro.macroF1);
    expect(second.f1).toBe(macro.perClass[2].f1);
    expect(second.f1).not.toBe(second.macroF1);
  });

  it('leaves an AUC of one class open instead of inventing a number', () => {
    const metrics = evaluate({
      labels: Int32Array.of(0, 0),
      predicted: Int32Array.of(0, 1),
      probabilities: Float64Array.of(0.9, 0.1, 0.3, 0.7),
      classes: 2,
    });
    expect(metrics.rocAuc).toBeNull();
    expect(metrics.averagePrecision).toBeNull();
    expect(metrics.precision).toBe(0);
    expect(metrics.mcc).toBe(0);
  });

  it('gives the same metrics for rows in any order', () => {
    fc.assert(
      fc.property(evaluations, fc.integer(), (input, seed) => {
        const { labels, predicted, probabilities, classes } = input;
        const order = Int32Array.from(labels.keys());
        shuffle(order, createRandom(seed));
        const moved = evaluate({
          labels: order.map((row) => labels[row]),
          predicted: order.map((row) => predicted[row]),
          probabilities: Float64Array.from(
            Array.from(order).flatMap((row) =>
              Array.from(probabilities.subarray(row * classes, (row + 1) * classes)),
            ),
          ),
          classes,
        });
        for (const [name, value] of Object.entries(evaluate(input))) {
          const other = moved[name as keyof Metrics];
          if (typeof value === 'number') expect(other, name).toBeCloseTo(value, 10);
          else expect(other, name).toEqual(value);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keeps every metric within its bounds and the record plain JSON', () => {
    fc.assert(
      fc.property(evaluations, (input) => {
        const metrics = evaluate(input);
        expect(JSON.parse(JSON.stringify(metrics))).toEqual(metrics);
        const { rows, unseenRows, positive, logLoss, brier, mcc, perClass, confusion, unseen, ...shares } =
          metrics;
        for (const [name, value] of Object.entries(shares)) {
          if (value === null) continue;
          expect(value, name).toBeGreaterThanOrEqual(0);
          expect(value, name).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(Math.abs(mcc)).toBeLessThanOrEqual(1 + 1e-12);
        expect(brier).toBeLessThanOrEqual(positive === null ? 2 : 1);
        expect(logLoss).toBeGreaterThanOrEqual(0);
        const counted = [...confusion.flat(), ...unseen].reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(rows);
        expect(perClass.reduce((sum, { support }) => sum + support, unseenRows)).toBe(rows);
      }),
      { numRuns: 100 },
    );
  });

  const good: EvaluationInput = {
    labels: Int32Array.of(0, 1),
    predicted: Int32Array.of(0, 1),
    probabilities: Float64Array.of(0.9, 0.1, 0.3, 0.7),
    classes: 2,
  };
  const refused: readonly [string, EvaluationInput, string, RegExp][] = [
    [
      'no rows',
      { ...good, labels: new Int32Array(0), predicted: new Int32Array(0) },
      'ROWS_TOO_FEW',
      /one row/,
    ],
    ['a prediction too few', { ...good, predicted: Int32Array.of(0) }, 'ROWS_MISALIGNED', /2 labels and 1/],
    ['a label beyond the classes', { ...good, labels: Int32Array.of(0, 2) }, 'ROWS_MISALIGNED', /Row 1/],
    ['a prediction of no class', { ...good, predicted: Int32Array.of(-1, 1) }, 'ROWS_MISALIGNED', /Row 0/],
    [
      'probabilities of other rows',
      { ...good, probabilities: Float64Array.of(1, 0) },
      'ROWS_MISALIGNED',
      /need 4/,
    ],
    [
      'a probability that is NaN',
      { ...good, probabilities: Float64Array.of(1, 0, Number.NaN, 1) },
      'VALUE_NOT_FINITE',
      /Row 1, class 0/,
    ],
    ['a positive class of its own', { ...good, positive: 2 }, 'RECIPE_INVALID', /0 to 1/],
  ];
  for (const [what, input, code, place] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => evaluate(input)).toThrow(place);
      expect(() => evaluate(input)).toThrow(expect.objectContaining({ code }));
      expect(() => evaluate(input)).toThrow(LearnError);
    });
  }
});
