import { describe, expect, test } from 'vitest';
import { commitOf, dataOf } from './chain.ts';

const a = { dataset: 'reviews', number: 1, rowsSha256: 'a' };
const b = { dataset: 'reviews', number: 2, rowsSha256: 'b' };
const copy = { dataset: 'copies', number: 1, rowsSha256: 'b' };

describe('dataOf', () => {
  test('takes the input of the run that has the rows of the file, under the name that was asked for', () => {
    expect(dataOf({ file: 'b', inputs: [a, copy], matches: [b] })).toEqual(copy);
  });
  test('finds rows on record that the run does not tell of', () => {
    expect(dataOf({ file: 'b', inputs: [], matches: [b] })).toEqual(b);
  });
  test('believes the file where the run says otherwise', () => {
    expect(dataOf({ file: 'c', inputs: [a], matches: [] })).toEqual({
      dataset: null,
      number: null,
      rowsSha256: 'c',
    });
  });
  test('believes the run where there is no model file', () => {
    expect(dataOf({ file: null, inputs: [a, b], matches: [] })).toEqual(a);
    expect(dataOf({ file: null, inputs: [], matches: [] })).toBeNull();
  });
});

describe('commitOf', () => {
  test('reads the tags of a run', () => {
    const tags = { 'mlflow.source.git.commit': 'c0ffee', 'verdict.git.dirty': 'true' };
    expect(commitOf(tags)).toEqual({ sha: 'c0ffee', dirty: true, branch: null });
    expect(commitOf({ 'mlflow.source.git.branch': 'main' })).toBeNull();
  });
});
