import { describe, expect, it } from 'vitest';
import { applyCalibration } from './apply-calibration.ts';
import type { Calibration } from './calibration.ts';
import { fitIsotonic } from './fit-isotonic.ts';
import { fitSigmoid } from './fit-sigmoid.ts';
import { fitTemperature } from './fit-temperature.ts';
import references from './fixtures/references.json' with { type: 'json' };

const fits = { fitSigmoid, fitIsotonic, fitTemperature };

function dataOf(reference: (typeof references.cases)[number]): [Float64Array, Int32Array, Float64Array] {
  return [
    Float64Array.from(reference.margins),
    Int32Array.from(reference.labels),
    Float64Array.from(reference.weights),
  ];
}

function numbersOf(calibration: Calibration): readonly number[] {
  switch (calibration.kind) {
    case 'none':
      return [];
    case 'temperature':
      return [calibration.scale];
    case 'sigmoid':
      return [...calibration.slopes, ...calibration.offsets];
    case 'isotonic':
      return calibration.steps.flatMap(({ margins, probabilities }) => [...margins, ...probabilities]);
  }
}

function expectAlike(one: Calibration, other: Calibration, digits: number): void {
  const numbers = numbersOf(other);
  expect(numbersOf(one).length).toBe(numbers.length);
  numbersOf(one).forEach((value, i) => {
    expect(value).toBeCloseTo(numbers[i], digits);
  });
}

describe('against references made elsewhere', () => {
  for (const reference of references.cases) {
    it(`fits the sigmoid of ${reference.name}`, () => {
      const { slopes, offsets } = fitSigmoid(...dataOf(reference));
      expect(slopes.length).toBe(reference.sigmoid.length);
      reference.sigmoid.forEach(([slope, offset], k) => {
        expect(slopes[k]).toBeCloseTo(slope, 8);
        expect(offsets[k]).toBeCloseTo(offset, 8);
      });
    });

    it(`fits the temperature of ${reference.name}`, () => {
      expect(fitTemperature(...dataOf(reference)).scale).toBeCloseTo(reference.temperature, 9);
    });

    it(`fits scikit-learn's isotonic regression of ${reference.name}`, () => {
      const { steps } = fitIsotonic(...dataOf(reference));
      const rows = reference.asked.length;
      reference.isotonic.forEach((expected, k) => {
        const out = new Float64Array(2 * rows);
        const one: Calibration = { kind: 'isotonic', steps: [steps[k]] };
        applyCalibration(one, Float64Array.from(reference.asked), rows, 1, 2, out);
        expected.forEach((p, row) => {
          expect(out[2 * row + 1]).toBeCloseTo(p, 12);
        });
      });
    });
  }
});

describe.each(Object.entries(fits))('%s', (_, fit) => {
  const weighted = references.cases.find(({ name }) => name === 'three classes with weights')!;
  const [margins, labels, weights] = dataOf(weighted);

  it('reads weight 2 as the row given twice and weight 0 as no row', () => {
    const repeated = Array.from(labels.keys()).flatMap((row) => new Array<number>(weights[row]).fill(row));
    const written = fit(
      Float64Array.from(repeated.flatMap((row) => Array.from(margins.subarray(3 * row, 3 * row + 3)))),
      Int32Array.from(repeated, (row) => labels[row]),
    );
    expectAlike(fit(margins, labels, weights), written, 9);
  });

  it('leaves its inputs as they were', () => {
    const before = [margins.slice(), labels.slice(), weights.slice()];
    fit(margins, labels, weights);
    expect([margins, labels, weights]).toEqual(before);
  });

  it('stays finite where one class never occurs, all margins are equal or they are huge', () => {
    const hard: readonly [number[], number[]][] = [
      [
        [1, 2, 3],
        [1, 1, 1],
      ],
      [
        [2, 2, 2],
        [0, 1, 1],
      ],
      [
        [0, 0],
        [0, 1],
      ],
      [
        [-1e300, 1e300, 9e299],
        [0, 1, 0],
      ],
      [
        [-1e-199, 1e-199],
        [0, 1],
      ],
      [
        [0, 5e-324],
        [0, 1],
      ],
      [
        [3, 1, -1, -3],
        [0, 0, 1, 1],
      ],
    ];
    for (const [some, classes] of hard) {
      const calibration = fit(Float64Array.from(some), Int32Array.from(classes));
      for (const value of numbersOf(calibration)) expect(Number.isFinite(value), String(some)).toBe(true);
    }
  });

  const refused: readonly [string, number[], number[], number[] | undefined, RegExp][] = [
    ['no rows', [], [], undefined, /at least one row/],
    ['margins that do not go round', [1, 2, 3], [0, 1], undefined, /2 labels, 3 margins/],
    ['a label that the margins do not speak of', [1, 2], [0, 2], undefined, /Row 1 has label 2/],
    ['a label of -1', [1, 2], [-1, 1], undefined, /Row 0 has label -1/],
    ['an infinite margin', [1, Number.POSITIVE_INFINITY], [0, 1], undefined, /Row 1 has margin Infinity/],
    ['a weight below 0', [1, 2], [0, 1], [1, -1], /Row 1 weighs -1/],
    ['weights that are all 0', [1, 2], [0, 1], [0, 0], /Every row weighs 0/],
  ];
  it.each(refused)('refuses %s', (_title, some, classes, weigh, message) => {
    expect(() =>
      fit(Float64Array.from(some), Int32Array.from(classes), weigh && Float64Array.from(weigh)),
    ).toThrow(message);
  });
});
