import { createRandom, evaluate } from '@verdict/learn';
import { describe, expect, test } from 'vitest';
import { pairedEce, pairedLogLoss } from './paired-calibration.ts';

const random = createRandom('calibration');
const rows = 2000;
const labels = Int32Array.from({ length: rows }, () => random.below(2));

/** Right as often as it says, times `boost` of its log odds. */
function model(boost: number) {
  const probabilities = new Float64Array(2 * rows);
  const predicted = new Int32Array(rows);
  const drawn = createRandom('the same model');
  for (let row = 0; row < rows; row++) {
    const p = 0.5 + drawn.next() / 2;
    const right = drawn.next() < p;
    predicted[row] = right ? labels[row] : 1 - labels[row];
    const odds = (p / (1 - p)) ** boost;
    probabilities[2 * row + predicted[row]] = odds / (1 + odds);
    probabilities[2 * row + 1 - predicted[row]] = 1 / (1 + odds);
  }
  return { predicted, probabilities };
}

const honest = model(1);
const boasting = model(3);
const options = { classes: 2, level: 0.95 };
const metrics = ({ predicted, probabilities }: typeof honest) =>
  evaluate({ labels, predicted, probabilities, classes: 2 });

describe('pairedEce and pairedLogLoss', () => {
  test('differ by what evaluate says of each', () => {
    const ece = pairedEce(labels, boasting, honest, { ...options, random: createRandom(1) });
    expect(ece.difference).toBeCloseTo(metrics(boasting).ece - metrics(honest).ece, 12);
    expect(ece.low).toBeGreaterThan(0.05);
    const loss = pairedLogLoss(labels, boasting, honest, options);
    expect(loss.difference).toBeCloseTo(metrics(boasting).logLoss - metrics(honest).logLoss, 10);
    expect(loss.low).toBeGreaterThan(0);
  });

  test('are nothing between a model and itself', () => {
    expect(pairedEce(labels, honest, honest, { ...options, random: createRandom(2) })).toEqual({
      difference: 0,
      low: 0,
      high: 0,
      level: 0.95,
    });
    expect(pairedLogLoss(labels, honest, honest, options)).toMatchObject({ difference: 0, low: 0, high: 0 });
  });

  test('stay finite where the truth was called impossible', () => {
    const sure = { predicted: labels, probabilities: Float64Array.from(labels, () => 0.5) };
    const wrong = { predicted: Int32Array.of(1), probabilities: Float64Array.of(0, 1) };
    const right = { predicted: Int32Array.of(0), probabilities: Float64Array.of(1, 0) };
    expect(sure.predicted).toHaveLength(rows);
    const { difference, high } = pairedLogLoss(Int32Array.of(0), wrong, right, options);
    expect(difference).toBeCloseTo(36.04, 1);
    expect(JSON.parse(JSON.stringify(high))).toBeGreaterThan(1e300);
  });
});
