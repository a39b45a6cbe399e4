import { describe, expect, test } from 'vitest';
import { costsOf, judgedLines, sliceLines, splitOf } from './judged-lines.ts';

const judged = {
  verdict: 'refuse',
  reasons: [
    { rule: 'accuracy', passed: false },
    { rule: 'ece', passed: true },
  ],
  policy: { accuracyMargin: 0.01, macroF1Margin: 0, maxEceIncrease: 0.02, sliceMargin: 0.01 },
  numbers: {
    rows: 200,
    level: 0.95,
    accuracy: { candidate: 0.9, champion: 0.92, difference: -0.02, low: -0.05, high: 0.01 },
    macro_f1: { candidate: 0.9, champion: null, difference: null, low: null, high: null },
    ece: { candidate: 0.03, champion: 0.02, difference: 0.01, low: 0, high: 0.02 },
    mcnemar: { candidate_only: 3, champion_only: 7, p: 0.34, method: 'exact' },
    slices: [
      {
        kind: 'label',
        name: 'negative',
        rows: 90,
        candidate: 0.8,
        champion: 0.9,
        difference: -0.1,
        low: -0.2,
        high: -0.02,
        level: 0.99,
        passed: false,
      },
      { kind: 'weather', name: 'rain' },
      null,
    ],
    size_bytes: { candidate: 1000, champion: 900 },
    latency_ms: null,
  },
};

describe('the lines of a judgement', () => {
  test('have the bound on the side where the harm is', () => {
    expect(judgedLines(judged)).toMatchObject([
      { key: 'accuracy', bound: -0.01, better: 'more', passed: false },
      { key: 'ece', bound: 0.02, better: 'less', passed: true },
    ]);
  });

  test('leave out what has no champion to compare with', () => {
    expect(judgedLines(judged).map(({ key }) => key)).not.toContain('macro_f1');
  });

  test('are there for each slice that was measured', () => {
    expect(sliceLines(judged)).toMatchObject([
      { name: 'Label: negative', rows: 90, passed: false, level: 0.99, bound: -0.01 },
    ]);
  });

  test('share the rows out among who had them right', () => {
    expect(splitOf(judged)).toEqual({ both: 177, candidateOnly: 3, championOnly: 7, neither: 13, p: 0.34 });
  });

  test.each([[{}], [{ slices: 'none', mcnemar: null, accuracy: 'good' }]])(
    'are none for numbers that nobody knows: %j',
    (numbers) => {
      const other = { ...judged, numbers };
      expect([judgedLines(other), sliceLines(other), splitOf(other)]).toEqual([[], [], null]);
      expect(costsOf(other)).toEqual({ sizeBytes: null, latencyMs: null });
    },
  );
});
