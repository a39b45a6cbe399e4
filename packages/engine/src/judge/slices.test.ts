import { describe, expect, test } from 'vitest';
import { slicesOf } from './slices.ts';

const rows = 400;
const base = {
  labels: Int32Array.from({ length: rows }, (_, row) => (row < 380 ? 0 : 1)),
  classes: ['ham', 'spam'],
  lengths: Int32Array.from({ length: rows }, (_, row) => row + 1),
  sources: Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 'a.csv' : 'b.csv')),
  minRows: 15,
};
const names = (input: typeof base | Parameters<typeof slicesOf>[0]): readonly string[] =>
  slicesOf(input).map(({ kind, name, rows: of }) => `${kind} ${name} ${of.length}`);

describe('slicesOf', () => {
  test('cuts by label, by quarters of length and by source', () => {
    expect(names(base)).toEqual([
      'label ham 380',
      'label spam 20',
      'length 1–100 characters 100',
      'length 101–200 characters 100',
      'length 201–300 characters 100',
      'length 301–400 characters 100',
      'source a.csv 200',
      'source b.csv 200',
    ]);
  });

  test('leaves out slices with too few rows, one source alone, and what is all of the rows', () => {
    const equal = { ...base, lengths: base.lengths.map(() => 7), sources: base.sources.map(() => null) };
    expect(names({ ...equal, minRows: 30 })).toEqual(['label ham 380']);
    expect(names({ ...equal, sources: base.sources.map(() => 'a.csv'), minRows: 30 })).toEqual([
      'label ham 380',
    ]);
  });

  test('takes the twenty largest sources', () => {
    const many = Array.from({ length: rows }, (_, row) => `s${String(row % 40).padStart(2, '0')}`);
    const sources = slicesOf({ ...base, sources: many, minRows: 1 }).filter(({ kind }) => kind === 'source');
    expect(sources.map(({ name }) => name)).toEqual(
      Array.from({ length: 20 }, (_, at) => `s${String(at).padStart(2, '0')}`),
    );
  });
});
