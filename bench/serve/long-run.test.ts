import { describe, expect, it } from 'vitest';
import { growth } from './long-run.ts';

const samples = (...bytes: readonly number[]) =>
  bytes.map((residentBytes, at) => ({ requests: (at + 1) * 100, residentBytes }));

describe('growth', () => {
  it('leaves out the first quarter', () => {
    expect(growth(samples(1, 1, 200, 200, 9000, 9000, 210, 230))).toBeCloseTo(0.1);
  });

  it('is below zero where memory is given back', () => {
    expect(growth(samples(500, 400, 300, 200))).toBeCloseTo(-0.5);
  });

  it('is not known of a run without quarters', () => {
    expect(growth(samples(100, 200, 300))).toBeNull();
    expect(growth([])).toBeNull();
  });
});
