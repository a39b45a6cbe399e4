import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCalibration } from './apply-calibration.ts';
import type { Calibration } from './calibration.ts';
import { fitIsotonic } from './fit-isotonic.ts';
import { fitSigmoid } from './fit-sigmoid.ts';
import { fitTemperature } from './fit-temperature.ts';

/** What a calibration makes of margins, a row an array. */
function probabilitiesOf(
  calibration: Calibration,
  margins: readonly number[],
  outputs: number,
): readonly number[][] {
  const rows = margins.length / outputs;
  const classes = outputs === 1 ? 2 : outputs;
  const out = new Float64Array(rows * classes).fill(Number.NaN);
  applyCalibration(calibration, Float64Array.from(margins), rows, outputs, classes, out);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(out.subarray(row * classes, (row + 1) * classes)),
  );
}

const margin = fc.oneof(
  fc.double({ min: -50, max: 50, noNaN: true }),
  fc.constantFrom(0, -0, 1e308, -1e308, 1e16, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

/** Calibrations of every kind, fitted on rows of chance. */
const fitted = (outputs: number): fc.Arbitrary<Calibration> => {
  const classes = outputs === 1 ? 2 : outputs;
  return fc
    .record({
      fit: fc.constantFrom(fitSigmoid, fitIsotonic, fitTemperature, null),
      rows: fc.array(
        fc.tuple(
          fc.integer({ min: 0, max: classes - 1 }),
          fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
            minLength: outputs,
            maxLength: outputs,
          }),
        ),
        { minLength: 1, maxLength: 30 },
      ),
    })
    .map(({ fit, rows }) =>
      fit === null
        ? { kind: 'none' }
        : fit(
            Float64Array.from(rows.flatMap(([, margins]) => margins)),
            Int32Array.from(rows, ([label]) => label),
          ),
    );
};

const settings = fc.constantFrom(1, 3, 5).chain((outputs) =>
  fc.record({
    outputs: fc.constant(outputs),
    calibration: fitted(outputs),
    row: fc.array(margin, { minLength: outputs, maxLength: outputs }),
  }),
);

describe('applyCalibration', () => {
  it('gives finite probabilities that sum to one, whatever the margins', () => {
    fc.assert(
      fc.property(settings, ({ outputs, calibration, row }) => {
        const [probabilities] = probabilitiesOf(calibration, row, outputs);
        for (const p of probabilities) expect(p >= 0 && p <= 1, String(p)).toBe(true);
        expect(probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 14);
      }),
      { numRuns: 500 },
    );
  });

  it('never lowers the probability of a class whose margin rises', () => {
    fc.assert(
      fc.property(settings, margin, fc.nat(), ({ outputs, calibration, row }, other, at) => {
        const k = at % outputs;
        const higher = row.with(k, Math.max(row[k], other));
        const lower = row.with(k, Math.min(row[k], other));
        const own = outputs === 1 ? 1 : k;
        const [before] = probabilitiesOf(calibration, lower, outputs);
        const [after] = probabilitiesOf(calibration, higher, outputs);
        expect(after[own]).toBeGreaterThanOrEqual(before[own] - 1e-14);
      }),
      { numRuns: 500 },
    );
  });

  it('survives the same bytes as JSON', () => {
    fc.assert(
      fc.property(settings, ({ outputs, calibration, row }) => {
        const again = JSON.parse(JSON.stringify(calibration)) as Calibration;
        expect(probabilitiesOf(again, row, outputs)).toEqual(probabilitiesOf(calibration, row, outputs));
      }),
    );
  });

  it('gives each row what it would get alone', () => {
    const calibration: Calibration = { kind: 'sigmoid', slopes: [1, 2, 0.5], offsets: [0, -1, 1] };
    const together = probabilitiesOf(calibration, [1, 2, 3, -4, 0, 9], 3);
    expect(together).toEqual([
      ...probabilitiesOf(calibration, [1, 2, 3], 3),
      ...probabilitiesOf(calibration, [-4, 0, 9], 3),
    ]);
  });

  const tables: readonly [string, Calibration, number[], number, number[]][] = [
    ['none is the logistic function of one margin', { kind: 'none' }, [Math.log(3)], 1, [0.25, 0.75]],
    [
      'none is the softmax of several',
      { kind: 'none' },
      [Math.log(2), Math.log(5), Math.log(3)],
      3,
      [0.2, 0.5, 0.3],
    ],
    [
      'temperature scales the margin first',
      { kind: 'temperature', scale: 0.5 },
      [2 * Math.log(3)],
      1,
      [0.25, 0.75],
    ],
    [
      'sigmoid has a slope and an offset',
      { kind: 'sigmoid', slopes: [2], offsets: [Math.log(3)] },
      [0],
      1,
      [0.25, 0.75],
    ],
    [
      'sigmoids of several classes are divided by their sum',
      { kind: 'sigmoid', slopes: [1, 1, 1], offsets: [0, 0, 0] },
      [0, Math.log(3), -Math.log(3)],
      3,
      [0.5 / 1.5, 0.75 / 1.5, 0.25 / 1.5],
    ],
    [
      'sigmoids that all but vanish still share out one',
      { kind: 'sigmoid', slopes: [1, 1, 1], offsets: [0, 0, 0] },
      [-2000, -2000 + Math.log(2), -2000],
      3,
      [0.25, 0.5, 0.25],
    ],
    [
      'isotonic runs straight between steps',
      { kind: 'isotonic', steps: [{ margins: [-1, 1], probabilities: [0.2, 0.6] }] },
      [0.5],
      1,
      [0.5, 0.5],
    ],
    [
      'isotonic stays finite between margins whose gap is not',
      { kind: 'isotonic', steps: [{ margins: [-1.7e308, 1.7e308], probabilities: [0.2, 0.6] }] },
      [1e308],
      1,
      [0.6, 0.4],
    ],
    [
      'isotonic stays level beyond the last step',
      { kind: 'isotonic', steps: [{ margins: [-1, 1], probabilities: [0.2, 0.6] }] },
      [7],
      1,
      [0.4, 0.6],
    ],
  ];
  for (const [title, calibration, margins, outputs, expected] of tables) {
    it(title, () => {
      const [probabilities] = probabilitiesOf(calibration, margins, outputs);
      probabilities.forEach((p, k) => {
        expect(p).toBeCloseTo(expected[k], 12);
      });
    });
  }

  it("keeps small probabilities' digits on both sides of two classes", () => {
    const [[no, yes], [noAgain, yesAgain]] = probabilitiesOf({ kind: 'none' }, [-100, 100], 1);
    expect(yes).toBeCloseTo(Math.exp(-100), 50);
    expect(yes).toBeGreaterThan(0);
    expect([noAgain, yesAgain]).toEqual([yes, no]);
  });
});
