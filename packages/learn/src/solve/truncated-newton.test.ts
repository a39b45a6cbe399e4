import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { designOf, wordTable } from '../testing/training-sets.ts';
import { createGram } from './gram.ts';
import { createLogisticLoss } from './logistic-loss.ts';
import { minimise, type NewtonStart } from './truncated-newton.ts';
import { dot } from './vectors.ts';

const table = wordTable(60, 2, 3, 0.4);
const gram = createGram(designOf(table.rows));
const size = table.rows.length;
const loss = createLogisticLoss(
  new Float64Array(size).fill(2),
  Float64Array.from(table.labels, (label) => 2 * label - 1),
);
const fit = (maxIterations: number, start?: NewtonStart) =>
  minimise(
    { gram, loss, hasFreeConstants: false },
    { tolerance: 1e-6, maxIterations, constants: new Float64Array(1), ...(start && { start }) },
  );

/** ‖Xᵀ(α + ∇f)‖ */
function gradientNorm(alpha: Float64Array): number {
  const product = new Float64Array(size);
  const gradient = new Float64Array(size);
  gram.multiply(alpha, product);
  loss.at(product, gradient);
  const rho = gradient.map((g, i) => g + alpha[i]);
  gram.multiply(rho, product);
  return Math.sqrt(dot(rho, product));
}

test('optimality is the gradient by its norm at w = 0; from a start it is never less', () => {
  const first = gradientNorm(new Float64Array(size));
  const cold = fit(2);
  expect(cold.optimality).toBeCloseTo(gradientNorm(cold.coefficients) / first, 10);
  fc.assert(
    fc.property(
      fc.integer(),
      fc.double({ min: 0.01, max: 10, noNaN: true }),
      fc.nat(3),
      (seed, far, steps) => {
        const random = createRandom(seed);
        const coefficients = cold.coefficients.map((a) => a + far * (random.next() - 0.5));
        const { optimality, coefficients: reached } = fit(steps, {
          coefficients,
          constants: new Float64Array(1),
        });
        expect(optimality).toBeGreaterThanOrEqual((gradientNorm(reached) / first) * (1 - 1e-6) - 1e-12);
      },
    ),
    { numRuns: 50 },
  );
});

test('a start costs one product more than none, and its optimum costs two in all', () => {
  const { coefficients, constants, products } = fit(100);
  expect(products).toBeGreaterThan(6);
  expect(fit(0).products).toBe(1);
  expect(fit(0, { coefficients, constants }).products).toBe(2);
});
