import { describe, expect, it } from 'vitest';
import { tableOrder } from './table-order.ts';

describe('tableOrder', () => {
  it('puts every table after those that it refers to', () => {
    const references = [
      { from: 'artifact', to: 'run' },
      { from: 'artifact', to: 'blob' },
      { from: 'run', to: 'experiment' },
      { from: 'run', to: 'run' },
    ];
    expect(tableOrder(['run', 'experiment', 'artifact', 'blob'], references)).toEqual([
      'blob',
      'experiment',
      'run',
      'artifact',
    ]);
  });

  it('names the tables of a circle', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ];
    expect(() => tableOrder(['a', 'b', 'c'], circle)).toThrow(/circle: a, b/);
  });
});
