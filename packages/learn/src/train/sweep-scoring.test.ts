import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcNemar } from '../measure/mc-nemar.ts';
import { createRandom, type Random } from '../random.ts';
import { type AskedRows, pairedDifference, type Scoring, scoreOf } from './sweep-scoring.ts';

const scorings: readonly Scoring[] = ['accuracy', 'macro-f1'];

function askedOf(labels: Int32Array, classes: number, groups = Int32Array.from(labels.keys())): AskedRows {
  return { labels, groups, classes, rows: Int32Array.from(labels.keys()) };
}

function answers(labels: Int32Array, classes: number, right: number, random: Random): Int32Array {
  return labels.map((label) => (random.next() < right ? label : random.below(classes)));
}

const threeClasses = Int32Array.from({ length: 600 }, (_, i) => (i % 6 === 0 ? 2 : i % 3 === 0 ? 1 : 0));
const good = answers(threeClasses, 3, 0.8, createRandom('good'));
const fair = answers(threeClasses, 3, 0.6, createRandom('fair'));

describe('pairedDifference', () => {
  it("is McNemar's for accuracy: (b − c) / n, with the variance of b + c rows that differ", () => {
    const labels = new Int32Array(1000);
    const first = said(labels, 0, 60);
    const second = said(labels, 50, 120);
    const { b, c } = mcNemar(labels, first, second);
    const paired = pairedDifference('accuracy', askedOf(labels, 2), first, second);
    expect(paired.difference).toBeCloseTo((b - c) / 1000, 12);
    expect(paired.standardError).toBeCloseTo(Math.sqrt(b + c - (b - c) ** 2 / 1000) / 1000, 12);
    expect(paired.disagreements).toBe(b + c);
  });

  it.each(scorings)('of %s is the difference of the scores, and turns round with its sides', (scoring) => {
    const asked = askedOf(threeClasses, 3);
    const there = pairedDifference(scoring, asked, good, fair);
    const back = pairedDifference(scoring, asked, fair, good);
    expect(there.difference).toBeCloseTo(scoreOf(scoring, asked, good) - scoreOf(scoring, asked, fair), 12);
    expect(back.difference).toBeCloseTo(-there.difference, 12);
    expect(back.standardError).toBeCloseTo(there.standardError, 12);
  });

  it.each(scorings)('of %s has the spread that resampling the rows gives', (scoring) => {
    const asked = askedOf(threeClasses, 3);
    const random = createRandom('resample');
    const differences = Array.from({ length: 600 }, () => {
      const rows = asked.rows.map(() => random.below(asked.rows.length));
      const drawn = { ...asked, rows };
      return scoreOf(scoring, drawn, good) - scoreOf(scoring, drawn, fair);
    });
    const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length;
    const spread = Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / differences.length);
    const { standardError } = pairedDifference(scoring, asked, good, fair);
    expect(standardError / spread).toBeGreaterThan(0.9);
    expect(standardError / spread).toBeLessThan(1.1);
  });

  it.each(scorings)('of %s takes rows of one text for one observation', (scoring) => {
    const twice = (values: Int32Array) => Int32Array.from({ length: 1200 }, (_, i) => values[i >> 1]);
    const once = pairedDifference(scoring, askedOf(threeClasses, 3), good, fair);
    const grouped = askedOf(twice(threeClasses), 3, twice(Int32Array.from(threeClasses.keys())));
    const repeated = pairedDifference(scoring, grouped, twice(good), twice(fair));
    expect(repeated.difference).toBeCloseTo(once.difference, 12);
    expect(repeated.standardError).toBeCloseTo(once.standardError, 12);
    expect(repeated.disagreements).toBe(once.disagreements);
  });

  it.each(scorings)('of %s with itself is nothing at all', (scoring) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 40 }), (pairs) => {
        const asked = askedOf(
          Int32Array.from(pairs, ([label]) => label),
          3,
        );
        const same = Int32Array.from(pairs, ([, answer]) => answer);
        const paired = pairedDifference(scoring, asked, same, same);
        expect(paired).toEqual({ difference: 0, standardError: 0, disagreements: 0 });
      }),
      { seed: 3 },
    );
  });

  it('looks at the rows that count here and no others', () => {
    const rows = Int32Array.of(3, 5, 8, 9);
    const asked = { ...askedOf(threeClasses, 3), rows };
    const blank = good.map((answer, row) => (rows.includes(row) ? answer : -1));
    expect(pairedDifference('accuracy', asked, blank, fair)).toEqual(
      pairedDifference('accuracy', asked, good, fair),
    );
  });
});

/** Right everywhere but from … to − 1. */
function said(labels: Int32Array, from: number, to: number): Int32Array {
  return labels.map((label, row) => (row >= from && row < to ? 1 - label : label));
}
