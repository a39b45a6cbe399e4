import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import references from './fixtures/references.json' with { type: 'json' };
import { sampleBinomial } from './sample-binomial.ts';

describe('sampleBinomial', () => {
  for (const { n, p, pmf } of references.binomial) {
    it(`draws from the binomial of ${n} trials of ${p}`, () => {
      const draws = 40_000;
      const random = createRandom(n);
      const seen = new Float64Array(n + 1);
      for (let i = 0; i < draws; i++) seen[sampleBinomial(n, p, random)]++;
      let statistic = 0;
      let cells = 0;
      pmf.forEach((chance, k) => {
        if (chance * draws < 10) return;
        statistic += (seen[k] - chance * draws) ** 2 / (chance * draws);
        cells++;
      });
      // Chi-square: mean `cells`, variance twice that; five deviations are never seen by chance.
      expect(statistic).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
    });
  }

  it('has the mean and the variance of a large one', () => {
    const random = createRandom('large');
    const draws = Array.from({ length: 20_000 }, () => sampleBinomial(25_000, 0.91, random));
    const mean = draws.reduce((sum, k) => sum + k, 0) / draws.length;
    const variance = draws.reduce((sum, k) => sum + (k - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean - 22_750)).toBeLessThan(5 * Math.sqrt(2047.5 / draws.length));
    expect(variance / 2047.5).toBeGreaterThan(0.95);
    expect(variance / 2047.5).toBeLessThan(1.05);
  });

  it('needs no chance where there is none', () => {
    const random = createRandom(1);
    expect(sampleBinomial(0, 0.5, random)).toBe(0);
    expect(sampleBinomial(9, 0, random)).toBe(0);
    expect(sampleBinomial(9, 1, random)).toBe(9);
  });
});
