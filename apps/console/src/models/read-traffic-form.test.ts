import { expect, test } from 'vitest';
import { readTrafficForm, type TrafficFields } from './read-traffic-form.ts';

const fields: TrafficFields = {
  mode: 'canary',
  version: 2,
  percent: '5',
  minimumAnswers: '100',
  failurePercent: '5',
  latencyRatio: '10',
  accuracyPoints: '',
};

test('shares are of 1 on the wire, and an empty rule is none', () => {
  expect(readTrafficForm({ ...fields, accuracyPoints: '1,5' })).toEqual({
    problems: null,
    request: {
      mode: 'canary',
      version: 2,
      percent: 5,
      rules: { minimum_answers: 100, failure_share: 0.05, latency_ratio: 10, accuracy_drop: 0.015 },
    },
  });
  expect(readTrafficForm({ ...fields, failurePercent: ' ' }).request?.rules).toMatchObject({
    failure_share: null,
    accuracy_drop: null,
  });
});

test.each<[keyof TrafficFields, string]>([
  ['percent', ''],
  ['percent', '101'],
  ['percent', 'all'],
  ['percent', '-1'],
  ['minimumAnswers', '0'],
  ['minimumAnswers', '1.5'],
  ['failurePercent', 'NaN'],
  ['latencyRatio', '0.5'],
  ['accuracyPoints', '1e9'],
])('%s of %j is pointed at', (field, text) => {
  const { request, problems } = readTrafficForm({ ...fields, [field]: text });
  expect(request).toBeNull();
  expect(Object.keys(problems ?? {})).toEqual([field]);
});
