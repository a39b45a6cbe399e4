import { describe, expect, it } from 'vitest';
import { fitIsotonic } from './fit-isotonic.ts';
import { fitSigmoid } from './fit-sigmoid.ts';
import { fitTemperature } from './fit-temperature.ts';
import { parseCalibration } from './parse-calibration.ts';

describe('parseCalibration', () => {
  const margins = Float64Array.of(1, -1, 0, -2, 2, 1, 0, 1, 3);
  const labels = Int32Array.of(0, 1, 2);

  it('takes every calibration back as it was written', () => {
    for (const calibration of [
      fitSigmoid(margins, labels),
      fitIsotonic(margins, labels),
      fitTemperature(margins, labels),
      { kind: 'none' },
    ]) {
      expect(parseCalibration(JSON.parse(JSON.stringify(calibration)), 3)).toEqual(calibration);
    }
  });

  const curve = (...[m, p]: [number[], number[]]) => ({
    kind: 'isotonic',
    steps: [{ margins: m, probabilities: p }],
  });
  const refused: readonly [string, unknown, RegExp][] = [
    ['nothing', null, /no object/],
    ['a kind from elsewhere', { kind: 'beta' }, /"beta"/],
    ['a scale of 0', { kind: 'temperature', scale: 0 }, /above 0/],
    ['a scale as text', { kind: 'temperature', scale: '1' }, /above 0/],
    ['slopes of another model', { kind: 'sigmoid', slopes: [1, 2], offsets: [0] }, /2 slopes where 1/],
    ['a falling slope', { kind: 'sigmoid', slopes: [-1], offsets: [0] }, /slope is below 0/],
    [
      'an offset that was infinite',
      { kind: 'sigmoid', slopes: [1], offsets: [null] },
      /offsets are not finite/,
    ],
    ['curves of another model', { kind: 'isotonic', steps: [] }, /each of 1 outputs/],
    ['a curve without steps', curve([], []), /no steps/],
    ['margins that stand still', curve([1, 1], [0.1, 0.2]), /do not rise/],
    ['probabilities that fall', curve([1, 2], [0.3, 0.2]), /fall/],
    ['a probability of 1', curve([1], [1]), /inside/],
    ['a probability too few', curve([1, 2], [0.3]), /1 probabilities where 2/],
  ];
  it.each(refused)('refuses %s', (_, value, message) => {
    expect(() => parseCalibration(value, 1)).toThrow(message);
    expect(() => parseCalibration(value, 1)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
  });
});
