import type { TrafficReport } from '@verdict/api';
import { expect, test } from 'vitest';
import { trafficReportLines } from './traffic-lines.ts';

const plain = (_: unknown, text: string): string => text;
const nowMs = Date.UTC(2026, 10, 21);

const side = {
  version: 1,
  answers: 200,
  failures: 0,
  labels: { negative: 80, positive: 120 },
  mean_confidence: 0.913,
  latency_ms: { p50: 0.0214, p95: 0.05, p99: 12.34 },
  labelled: 50,
  correct: 45,
  accuracy: { estimate: 0.9, low: 0.7864, high: 0.9565 },
};
const report: TrafficReport = {
  traffic: {
    model: 'reviews',
    version: 2,
    mode: 'shadow',
    percent: 12.5,
    rules: { minimum_answers: 100, failure_share: 0.05, latency_ratio: 10, accuracy_drop: null },
    state: 'aborted',
    reason: 'The challenger failed at 15 of 200 questions; at most 5 % were allowed.',
    started_ms: nowMs - 300_000,
    updated_ms: nowMs,
    updated_by: 'system',
  },
  most_answers: 20_000,
  champion: side,
  challenger: {
    ...side,
    version: 2,
    answers: 185,
    failures: 15,
    labels: { positive: 185 },
    latency_ms: null,
    mean_confidence: null,
    labelled: 0,
    correct: 0,
    accuracy: null,
  },
  agreement: {
    compared: 185,
    agreed: 120,
    share: { estimate: 0.6486, low: 0.5776, high: 0.7139 },
    matrix: [
      { champion: 'positive', challenger: 'positive', count: 120 },
      { champion: 'negative', challenger: 'positive', count: 65 },
    ],
    disagreements: [
      {
        prediction_id: '0193-a',
        at_ms: nowMs,
        text: `A dull\u001b[31m film\n${'and long '.repeat(20)}`,
        champion: { label: 'negative', confidence: 0.98 },
        challenger: { label: 'positive', confidence: 0.51 },
      },
      {
        prediction_id: '0193-b',
        at_ms: nowMs,
        text: null,
        champion: { label: 'negative', confidence: 0.98 },
        challenger: { label: 'positive', confidence: 0.51 },
      },
    ],
  },
};

test('a trial is told on lines of a terminal, whatever the texts hold', () => {
  const lines = trafficReportLines(report, nowMs, plain as never);
  expect(lines).toEqual(
    expect.arrayContaining([
      'reviews@2  shadow aborted',
      '  The challenger failed at 15 of 200 questions; at most 5 % were allowed.',
      '  begun 5 min ago',
      '  said negative                       40.00 %      0.00 %',
      '  p50 ms                                0.021',
      '  accuracy       90.00 % (78.64 % to 95.65 %)   not known',
      'agreed 64.86 % of 185 (57.76 % to 71.39 %)',
      '  negative  positive       65',
      '  negative 98 %  positive 51 %  0193-b',
    ]),
  );
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.join('')).not.toContain('\u001b');
});

test('a trial that has seen nothing, of a model out of service, is told too', () => {
  const nothing = {
    ...side,
    answers: 0,
    labels: {},
    accuracy: null,
    latency_ms: null,
    mean_confidence: null,
  };
  const agreement = { compared: 0, agreed: 0, share: null, matrix: [], disagreements: [] };
  const empty = { ...report, champion: null, challenger: nothing, agreement };
  expect(trafficReportLines(empty, nowMs, plain as never).at(-1)).toBe('  nothing to compare yet');
  expect(trafficReportLines({ ...empty, agreement: null }, nowMs, plain as never).at(-1)).toMatch(
    /accuracy +not known$/,
  );
});
