import { expect, test } from 'vitest';
import { calibrationBins } from './calibration-bins.ts';

const bin = {
  from: 0.9,
  to: 1,
  rows: 40,
  right: 38,
  confidence: 0.96,
  accuracy: 0.95,
  low: 0.83,
  high: 0.99,
};

test('the bins of a report are taken as they are', () => {
  expect(calibrationBins({ classes: [], calibration: [bin] })).toEqual([bin]);
});

test.each([null, undefined, 'x', {}, { calibration: {} }, { calibration: [null, 1, { ...bin, low: 'x' }] }])(
  'there are none in %j',
  (curves) => expect(calibrationBins(curves)).toEqual([]),
);
