import { describe, expect, test } from 'vitest';
import type { OrderColumn } from './condition.ts';
import { parseOrder } from './parse-order.ts';

describe('an order', () => {
  test.each<readonly [string, OrderColumn]>([
    ['metrics.accuracy DESC', { by: { entity: 'metric', key: 'accuracy' }, descending: true }],
    ['params."a b" asc', { by: { entity: 'param', key: 'a b' }, descending: false }],
    ['tags.`mlflow.runName`', { by: { entity: 'attribute', key: 'run_name' }, descending: false }],
    ['attributes.start_time desc', { by: { entity: 'attribute', key: 'start_time' }, descending: true }],
    ['Created', { by: { entity: 'attribute', key: 'start_time' }, descending: false }],
    ['metrics.desc desc', { by: { entity: 'metric', key: 'desc' }, descending: true }],
  ])('%j is understood', (column, meant) => {
    expect(parseOrder([column])).toEqual([meant]);
  });

  test.each([
    ['', 'a name is wanted'],
    ['accuracy desc', 'none of the attributes'],
    ['metrics.a down', 'ASC, DESC or the end'],
    ['metrics.a desc, metrics.b', 'ASC, DESC or the end'],
    ['metrics.a; drop table run', 'ASC, DESC or the end'],
    ['datasets.name', 'a run has many datasets'],
    ['metrics."a', 'never closed'],
    ['metrics.a\0', 'NUL'],
    ['!', 'The order is not understood at character 1'],
  ])('%j is refused', (column, fault) => {
    expect(() => parseOrder([column])).toThrow(fault);
  });

  test('has at most five columns', () => {
    expect(() => parseOrder(Array(6).fill('metrics.a'))).toThrow('at most 5 columns, not 6');
  });
});
