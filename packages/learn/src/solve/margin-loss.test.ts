import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { createLogisticLoss } from './logistic-loss.ts';
import type { MarginLoss } from './margin-loss.ts';
import { createSoftmaxLoss } from './softmax-loss.ts';
import { createSquaredHingeLoss } from './squared-hinge-loss.ts';

const rows = 9;
const random = createRandom('losses');
const draw = (length: number, scale = 2): Float64Array =>
  Float64Array.from({ length }, () => scale * (random.next() - 0.5));
const costs = Float64Array.from({ length: rows }, (_, i) => (i === 4 ? 0 : 0.2 + random.next()));
const signs = Float64Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 1 : -1));
const labels = Int32Array.from({ length: rows }, (_, i) => i % 3);

const losses: [string, MarginLoss][] = [
  ['logistic', createLogisticLoss(costs, signs)],
  ['softmax', createSoftmaxLoss(costs, labels, 3)],
  ['squared hinge', createSquaredHingeLoss(costs, signs)],
];

test.each(losses)('the gradient of the %s loss is its central difference', (_, loss) => {
  const m = draw(rows * loss.outputs);
  const gradient = new Float64Array(m.length);
  const unused = new Float64Array(m.length);
  loss.at(m, gradient);
  const h = 1e-5;
  for (let i = 0; i < m.length; i++) {
    const up = loss.at(
      m.map((v, j) => (j === i ? v + h : v)),
      unused,
    );
    const down = loss.at(
      m.map((v, j) => (j === i ? v - h : v)),
      unused,
    );
    expect(gradient[i]).toBeCloseTo((up - down) / (2 * h), 8);
  }
});

test.each(losses)('the curvature of the %s loss is the central difference of its gradient', (_, loss) => {
  const m = draw(rows * loss.outputs);
  const v = draw(m.length);
  const h = 1e-6;
  const up = new Float64Array(m.length);
  const down = new Float64Array(m.length);
  const curved = new Float64Array(m.length);
  loss.at(
    m.map((x, i) => x + h * v[i]),
    up,
  );
  loss.at(
    m.map((x, i) => x - h * v[i]),
    down,
  );
  loss.at(m, new Float64Array(m.length));
  loss.curve(v, curved);
  expect(curved.some((x) => x !== 0)).toBe(true);
  for (let i = 0; i < m.length; i++) expect(curved[i]).toBeCloseTo((up[i] - down[i]) / (2 * h), 7);
});

test.each(losses)('the %s loss stays finite at margins of a thousand', (_, loss) => {
  const m = draw(rows * loss.outputs).map((x) => Math.sign(x) * 1000);
  const gradient = new Float64Array(m.length);
  expect(loss.at(m, gradient)).toBeGreaterThan(0);
  expect(gradient.every(Number.isFinite)).toBe(true);
});

test.each(losses)('a row of cost 0 adds nothing to the %s loss', (_, loss) => {
  const m = draw(rows * loss.outputs);
  const gradient = new Float64Array(m.length);
  const value = loss.at(m, gradient);
  const moved = m.map((x, i) => (i % rows === 4 ? x + 5 : x));
  expect(loss.at(moved, gradient)).toBe(value);
  for (let at = 4; at < m.length; at += rows) expect(Math.abs(gradient[at])).toBe(0);
});
