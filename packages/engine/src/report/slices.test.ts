import { describe, expect, it } from 'vitest';
import { confidenceSlices, lengthSlices, type SlicedRows } from './slices.ts';

const rowsOf = (
  lengths: readonly number[],
  right: readonly boolean[],
  confidence: readonly number[] = [],
): SlicedRows => ({
  labels: Int32Array.from(lengths, () => 1),
  predicted: Int32Array.from(right, (is) => (is ? 1 : 0)),
  lengthOf: (row) => lengths[row],
  confidenceOf: (row) => confidence[row],
});

describe('lengthSlices', () => {
  it('puts every row into one quarter', () => {
    const lengths = Array.from({ length: 100 }, (_, row) => row + 1);
    const slices = lengthSlices(
      rowsOf(
        lengths,
        lengths.map((length) => length > 25),
      ),
    );
    expect(slices.map(({ name, rows, accuracy }) => [name, rows, accuracy])).toEqual([
      ['up to 25 characters', 25, 0],
      ['26 to 50 characters', 25, 1],
      ['51 to 75 characters', 25, 1],
      ['over 75 characters', 25, 1],
    ]);
  });

  it('makes fewer slices of texts that are equally long', () => {
    const slices = lengthSlices(rowsOf([5, 5, 5, 5, 90], [true, true, true, false, true]));
    expect(slices.map(({ name, rows }) => [name, rows])).toEqual([
      ['up to 5 characters', 4],
      ['over 5 characters', 1],
    ]);
  });

  it('has none of no rows', () => {
    expect(lengthSlices(rowsOf([], []))).toEqual([]);
  });
});

describe('confidenceSlices', () => {
  it('sets the answers marked unsure beside all others', () => {
    const rows = rowsOf([1, 1, 1], [false, true, true], [0.55, 0.6, 0.9]);
    expect(confidenceSlices(rows, 0.6).map(({ name, rows: count, right }) => [name, count, right])).toEqual([
      ['answers marked unsure', 1, 0],
      ['all other answers', 2, 2],
    ]);
  });

  it('has none where nothing is marked', () => {
    expect(confidenceSlices(rowsOf([1], [true], [0.5]), 0)).toEqual([]);
  });
});
