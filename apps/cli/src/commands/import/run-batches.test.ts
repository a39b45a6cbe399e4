import type { ImportedRun } from '@verdict/api';
import { expect, it } from 'vitest';
import { fits, piecesOf, weightOf } from './run-batches.ts';

const points = (count: number): ImportedRun['metrics'][number]['points'] =>
  Array.from({ length: count }, (_, step) => [1, step, 0.5]);
const run = (metrics: ImportedRun['metrics']): ImportedRun => ({
  id: 'a',
  experiment_id: '1',
  name: 'a',
  user: '',
  status: 'finished',
  start_ms: 0,
  end_ms: null,
  deleted_ms: null,
  params: { lr: '0.1' },
  tags: { t: 'x' },
  metrics,
  inputs: [],
});
const shape = (piece: ImportedRun) => piece.metrics.map(({ key, points }) => `${key}:${points.length}`);

it('leaves a run whole that fits', () => {
  const whole = run([{ key: 'a', points: points(3) }]);
  expect(piecesOf(whole, 10)).toEqual([whole]);
  expect(piecesOf(run([]), 10)).toEqual([run([])]);
});

it('cuts points into pieces, and says everything else once', () => {
  const pieces = piecesOf(
    run([
      { key: 'a', points: points(7) },
      { key: 'b', points: points(5) },
    ]),
    5,
  );
  expect(pieces.map(shape)).toEqual([['a:5'], ['a:2', 'b:3'], ['b:2']]);
  expect(pieces.map(({ params }) => params)).toEqual([{ lr: '0.1' }, {}, {}]);
  expect(pieces.flatMap((piece) => piece.metrics.flatMap(({ points }) => points))).toHaveLength(12);
});

it('fills a call until runs, points or characters are enough', () => {
  const limits = { runs: 3, points: 10, characters: 1000 };
  const light = { points: 1, characters: 10 };
  expect(fits([light, light], light, limits)).toBe(true);
  expect(fits([light, light, light], light, limits)).toBe(false);
  expect(fits([{ ...light, points: 10 }], light, limits)).toBe(false);
  expect(fits([{ ...light, characters: 995 }], light, limits)).toBe(false);
});

it('weighs a run by what JSON makes of it', () => {
  const some = run([{ key: 'a', points: points(100) }]);
  const { points: counted, characters } = weightOf(some);
  expect(counted).toBe(100);
  expect(characters).toBeGreaterThan(JSON.stringify(some).length / 2);
});
