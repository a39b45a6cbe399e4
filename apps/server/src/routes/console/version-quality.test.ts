import { describe, expect, test } from 'vitest';
import { knownFacts, qualityOf } from './version-quality.ts';

const metrics = (accuracy: number, rows: number) => ({
  accuracy,
  rows,
  macroF1: 0.8,
  logLoss: 0.4,
  ece: 0.02,
  rocAuc: null,
});

describe('what a model file says of rows that its fit had not seen', () => {
  test('test rows speak before those out of fold', () => {
    const facts = { classes: ['a', 'b'], metrics: { test: metrics(0.9, 100), outOfFold: metrics(0.8, 400) } };
    expect(qualityOf(facts)).toMatchObject({ on: 'test', rows: 100, accuracy: { estimate: 0.9 } });
    expect(qualityOf({ ...facts, metrics: { ...facts.metrics, test: null } })).toMatchObject({
      on: 'out_of_fold',
      rows: 400,
    });
  });

  test('the interval is Wilson’s, and holds the estimate', () => {
    const { accuracy } = qualityOf({ metrics: { test: metrics(0.9, 100) } }) ?? {};
    expect(accuracy?.low).toBeCloseTo(0.8256, 4);
    expect(accuracy?.high).toBeCloseTo(0.9448, 4);
  });

  test.each([[null], [{}], [{ metrics: null }], [{ metrics: { test: {}, outOfFold: null } }]])(
    'says nothing where nothing is known: %j',
    (facts) => {
      expect(qualityOf(facts)).toBeNull();
      expect(knownFacts(facts).classes).toEqual([]);
    },
  );
});
