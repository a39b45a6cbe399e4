import { describe, expect, test } from 'vitest';
import { policyGroups, readPolicy, valuesOf } from './policy-fields.ts';

const usual = {
  minRows: 100,
  confidence: 0.95,
  accuracyMargin: 0.01,
  refuseSignificantLoss: true,
  macroF1Margin: 0,
  sliceMargin: 0.01,
  sliceMinRows: 30,
  maxEceIncrease: 0.02,
  maxLogLossIncrease: 0.02,
  allowLostClasses: false,
  maxSizeBytes: 256 * 2 ** 20,
  maxSizeRatio: null,
  maxLatencyMs: 50,
  maxLatencyRatio: null,
};
const values = valuesOf(usual);

describe('the fields of a policy', () => {
  test('are every field that there is', () => {
    const keys = policyGroups.flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(keys.sort()).toEqual(Object.keys(usual).sort());
  });

  test('say shares in points and sizes in MiB', () => {
    expect(values).toMatchObject({
      accuracyMargin: '1',
      maxSizeBytes: '256',
      maxSizeRatio: '',
      confidence: '95',
    });
  });

  test('left as they were are the usual policy', () => {
    expect(readPolicy(values, usual)).toEqual({ policy: null, problems: null });
  });

  test.each([
    ['accuracyMargin', '0.5', 0.005],
    ['accuracyMargin', '0,5', 0.005],
    ['minRows', '500', 500],
    ['maxSizeBytes', '', null],
    ['maxSizeBytes', '1', 2 ** 20],
    ['maxLatencyRatio', '2', 2],
    ['refuseSignificantLoss', false, false],
    ['confidence', '99', 0.99],
  ])('%s of %j is kept as %j, and nothing else is', (key, value, kept) => {
    expect(readPolicy({ ...values, [key]: value }, usual)).toEqual({
      policy: { [key]: kept },
      problems: null,
    });
  });

  test.each([
    ['minRows', '1.5'],
    ['minRows', ''],
    ['confidence', '100'],
    ['accuracyMargin', '-1'],
    ['accuracyMargin', 'one'],
    ['maxLatencyMs', '0'],
    ['maxLogLossIncrease', '41'],
  ])('%s of %j is pointed at', (key, value) => {
    const { policy, problems } = readPolicy({ ...values, [key]: value }, usual);
    expect(policy).toBeNull();
    expect(Object.keys(problems ?? {})).toEqual([key]);
  });
});
