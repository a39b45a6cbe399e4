import { describe, expect, it } from 'vitest';
import { limitsOf } from './limits.ts';
import type { Quality, ReportData } from './report-data.ts';

const line = { called: 0, precision: 0.9, precisionRange: null, recallRange: null, f1: 0.9, rocAuc: null };
const classLine = (label: string, support: number, recall: number) => ({
  ...line,
  label,
  support,
  recall,
  averagePrecision: null,
});

const quality = {
  on: 'held-out rows',
  rows: 5000,
  metrics: { accuracy: 0.9, ece: 0.01, unseen_rows: 0 },
  accuracyRange: [0.89, 0.91],
  majority: { label: 'ham', accuracy: 0.5 },
  perClass: [classLine('ham', 2500, 0.9), classLine('spam', 2500, 0.9)],
  reliability: [{ rows: 5000, confidence: 0.9 }],
  slices: [],
} as unknown as Quality;

const sound = {
  quality,
  training: { converged: true, shrunk: null, findings: [] },
  names: { data: 'messages@3', test: null },
  pieces: [],
  usualLength: [20, 180],
  commonWords: ['the', 'to'],
  threshold: null,
} as unknown as ReportData;

const of = (change: object): ReportData => ({ ...sound, quality: { ...quality, ...change } }) as ReportData;
const measured = (change: object): ReportData => of({ metrics: { ...quality.metrics, ...change } });
const made = (change: object): ReportData =>
  ({ ...sound, training: { ...sound.training, ...change } }) as ReportData;

describe('limitsOf', () => {
  it('says of a sound model only where it learned and what it is', () => {
    expect(limitsOf(sound).map(({ kind }) => kind)).toEqual(['texts', 'words']);
    expect(limitsOf(sound)[0].message).toContain('messages@3');
    expect(limitsOf(sound)[0].message).toContain('20 to 180 characters');
  });

  const cases: readonly [string, ReportData, string, RegExp][] = [
    ['nothing was measured', { ...sound, quality: null }, 'not-measured', /Nothing is known/],
    ['no rows were held out', of({ on: 'out of fold' }), 'out-of-fold', /without its fold/],
    ['the interval is wide', of({ rows: 90, accuracyRange: [0.8, 0.95] }), 'few-rows', /80\.0 % to 95\.0 %/],
    [
      'the majority does as well',
      of({ majority: { label: 'ham', accuracy: 0.9 } }),
      'no-better-than-majority',
      /“ham” would have been right as often/,
    ],
    [
      'one class is most of the rows',
      of({ majority: { label: 'ham', accuracy: 0.85 } }),
      'imbalance',
      /macro F1/,
    ],
    ['labels are unknown', measured({ unseen_rows: 1200 }), 'unknown-labels', /1,200 of the rows/],
    [
      'a class has few rows',
      of({ perClass: [classLine('ham', 4990, 0.9), classLine('spam', 10, 0.9)] }),
      'thin-classes',
      /“spam” \(10\) has fewer than 50/,
    ],
    [
      'a class is missed',
      of({ perClass: [classLine('ham', 2500, 0.95), classLine('spam', 2500, 0.4)] }),
      'missed-classes',
      /“spam” \(finds 40\.0 %\)/,
    ],
    [
      'long texts are surely worse',
      of({ slices: [{ kind: 'length', name: 'over 900 characters', accuracy: 0.8, high: 0.85 }] }),
      'weak-slice',
      /over 900 characters .+80\.0 % right/,
    ],
    [
      'it is surer than it is right',
      measured({ ece: 0.09, accuracy: 0.8 }),
      'calibration',
      /9\.0 points .+surer/,
    ],
    [
      'it is less sure than it is right',
      measured({ ece: 0.09, accuracy: 0.99 }),
      'calibration',
      /9\.0 points .+less sure/,
    ],
    ['it answers by a threshold', { ...sound, threshold: 0.3 }, 'threshold', /0\.300/],
    ['the solver stopped', made({ converged: false }), 'not-converged', /smaller c/],
    [
      'it was made smaller',
      made({ shrunk: { gramsBefore: 9000, gramsAfter: 1000, accuracyBefore: 0.9, accuracyAfter: 0.88 } }),
      'made-smaller',
      /1,000 of 9,000/,
    ],
    [
      'the checks warn',
      made({ findings: [{ kind: 'imbalance', severity: 'warn', message: 'One class is rare.' }] }),
      'data',
      /One class is rare/,
    ],
  ];
  for (const [when, data, kind, message] of cases) {
    it(`says so where ${when}`, () => {
      const found = limitsOf(data).find((limit) => limit.kind === kind);
      expect(found?.message).toMatch(message);
    });
  }

  it('does not call it a weakness where an unsure answer is worse', () => {
    const unsure = of({
      slices: [{ kind: 'confidence', name: 'answers marked unsure', accuracy: 0.6, high: 0.7 }],
    });
    expect(limitsOf(unsure).some(({ kind }) => kind === 'weak-slice')).toBe(false);
  });

  it('names three classes and counts the others', () => {
    const perClass = Array.from({ length: 9 }, (_, k) => classLine(`class ${k}`, 10 + k, 0.9));
    const [limit] = limitsOf(of({ perClass })).filter(({ kind }) => kind === 'thin-classes');
    expect(limit.message).toContain('“class 0” (10), “class 1” (11), “class 2” (12) and 6 more have');
  });
});
