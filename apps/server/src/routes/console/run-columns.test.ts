import { describe, expect, test } from 'vitest';
import { columnName, parseColumn, usualColumns } from './run-columns.ts';

describe('columns of the table of runs', () => {
  test.each([
    ['metrics.accuracy', { entity: 'metrics', key: 'accuracy' }],
    ['params.a.b, "c"', { entity: 'params', key: 'a.b, "c"' }],
    ['tags.mlflow.user', { entity: 'tags', key: 'mlflow.user' }],
  ])('%s is read and written again', (name, column) => {
    expect(parseColumn(name)).toEqual(column);
    expect(columnName(parseColumn(name))).toBe(name);
  });

  test.each([
    [{ params: [], metrics: [] }, []],
    [{ params: ['alpha', 'recipe'], metrics: ['accuracy', 'zeta'] }, ['params.recipe', 'metrics.accuracy']],
    [
      { params: ['a', 'b', 'c', 'd'], metrics: ['loss'] },
      ['params.a', 'params.b', 'params.c', 'metrics.loss'],
    ],
  ])('of %j the usual ones are %j', (known, columns) => {
    expect(usualColumns(known).map(columnName)).toEqual(columns);
  });
});
