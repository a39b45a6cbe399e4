import type { Run } from '@verdict/api';
import { describe, expect, test } from 'vitest';
import { axisOf, brushed, loggedValue, pathOf, placeOn, usualAxes } from './parallel-layout.ts';

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
const runs = [
  run({ rate: '0.1', recipe: 'a', same: 'x' }, { f1: 0.5, loss: 'NaN' }),
  run({ rate: '0.3', recipe: 'b', same: 'x' }, { f1: 0.9, loss: 1 }),
  run({ rate: '0.2', same: 'x' }, { f1: 0.7 }),
];

describe('parallel coordinates', () => {
  test('an axis of numbers spans them, also those logged as text, and one of texts lists them', () => {
    expect(axisOf(runs, 'params.rate')).toMatchObject({ kind: 'number', low: 0.1, high: 0.3 });
    expect(axisOf(runs, 'params.recipe')).toMatchObject({ kind: 'text', values: ['a', 'b'] });
    expect(axisOf(runs, 'metrics.loss')).toMatchObject({ kind: 'number', low: 0.9, high: 1.1 });
    expect(axisOf(runs, 'metrics.nothing')).toBeNull();
    const many = Array.from({ length: 30 }, (_, at) => run({ name: `n${at}x` }, {}));
    expect(axisOf(many, 'params.name')).toBeNull();
  });

  test('places are shares from the foot; NaN and what a run has not have none', () => {
    const f1 = axisOf(runs, 'metrics.f1')!;
    expect(runs.map((each) => placeOn(f1, loggedValue(each, 'metrics.f1')))).toEqual([
      0,
      1,
      expect.closeTo(0.5),
    ]);
    const loss = axisOf(runs, 'metrics.loss')!;
    expect(runs.map((each) => placeOn(loss, loggedValue(each, 'metrics.loss')))).toEqual([
      null,
      expect.closeTo(0.5),
      null,
    ]);
  });

  test('what differs is shown first, parameters before metrics', () => {
    expect(usualAxes(runs)).toEqual(['params.rate', 'params.recipe', 'metrics.f1', 'metrics.loss']);
  });

  test('a run is in when it lies in every brush, its edges too', () => {
    const axes = ['metrics.f1', 'params.recipe'].map((id) => axisOf(runs, id)!);
    expect(brushed(runs, axes, new Map())).toEqual([true, true, true]);
    expect(brushed(runs, axes, new Map([['metrics.f1', [0.5, 1] as const]]))).toEqual([false, true, true]);
    expect(
      brushed(
        runs,
        axes,
        new Map([
          ['metrics.f1', [0.5, 1] as const],
          ['params.recipe', [0, 1] as const],
        ]),
      ),
    ).toEqual([false, true, false]);
  });

  test('a line is broken where there is no place', () => {
    const path = pathOf(
      [0, null, 0.5, 1],
      (at) => at * 10,
      (share) => share,
    );
    expect(path).toBe('M0.0,0.0M20.0,0.5L30.0,1.0');
  });
});
