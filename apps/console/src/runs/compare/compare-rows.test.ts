import type { Run } from '@verdict/api';
import { expect, test } from 'vitest';
import { bestOf, comparedRows, withoutEnds } from './compare-rows.ts';

const run = (params: Record<string, string>, metrics: Run['metrics']): Run => ({
  id: 'r',
  name: '',
  experiment: { id: '0', name: 'Default' },
  status: 'finished',
  user: '',
  start_ms: 0,
  end_ms: null,
  deleted: false,
  params,
  metrics,
  tags: {},
  inputs: [],
  models: [],
});

test('a row a name, a value a run, and what is not the same in all is marked', () => {
  const runs = [run({ seed: '1', recipe: 'a' }, {}), run({ recipe: 'a', constructor: 'x' }, {})];
  expect(comparedRows(runs, 'params')).toEqual([
    { key: 'constructor', values: [null, 'x'], differs: true },
    { key: 'recipe', values: ['a', 'a'], differs: false },
    { key: 'seed', values: ['1', null], differs: true },
  ]);
});

test('NaN is the same as NaN', () => {
  const runs = [run({}, { f1: 'NaN' }), run({}, { f1: 'NaN' })];
  expect(comparedRows(runs, 'metrics')[0].differs).toBe(false);
});

test.each([
  ['accuracy', [0.8, 0.9, 0.9, null], [1, 2]],
  ['val_loss', [0.8, 0.9, 'NaN'], [0]],
  ['seconds_total', [3, 2], [1]],
  ['ece', [0.1, 0.2], [0]],
  ['accuracy', [0.9, 0.9], []],
  ['accuracy', [0.9], []],
  ['precision', [0.9, 0.8], [0]],
] as const)('the best of %s in %j is at %j', (key, values, best) => {
  expect([...bestOf({ key, values, differs: true })]).toEqual(best);
});

test('the ends of an interval go with their metric, and alone they are metrics', () => {
  const rows = ['accuracy', 'accuracy_high', 'accuracy_low', 'tide_low'].map((key, at) => ({
    key,
    values: [at, 'NaN'],
    differs: true,
  }));
  const { rows: kept, ends } = withoutEnds(rows);
  expect(kept.map(({ key }) => key)).toEqual(['accuracy', 'tide_low']);
  expect([...ends]).toEqual([['accuracy', [[2, 1], null]]]);
});
