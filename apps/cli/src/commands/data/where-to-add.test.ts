import { describe, expect, it } from 'vitest';
import { whereToAdd } from './where-to-add.ts';

const asked = { root: '/repository', name: null, noDvc: false, recordFlags: [] };

describe('where data go', () => {
  it.each([
    ['outside of a DVC repository, on record', { root: undefined }, { tracks: false, records: true }],
    ['inside, into it', {}, { tracks: true, records: false }],
    ['inside with a name, into both', { name: 'reviews' }, { tracks: true, records: true }],
    [
      'inside with --no-dvc, on record',
      { noDvc: true, recordFlags: ['--text'] },
      { tracks: false, records: true },
    ],
    [
      'with a name and an option about rows, into both',
      { name: 'reviews', recordFlags: ['--append'] },
      { tracks: true, records: true },
    ],
  ])('%s', (_, changes, expected) => {
    expect(whereToAdd({ ...asked, ...changes })).toEqual(expected);
  });

  it('is asked for where an option is about rows and there is no name', () => {
    expect(() => whereToAdd({ ...asked, recordFlags: ['--append'] })).toThrow(
      /^--append is about the record.*--name DATASET, or --no-dvc/,
    );
  });
});
