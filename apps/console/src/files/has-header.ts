import { guessColumns } from './column-names.ts';

const longestLabel = 64;

/**
 * Whether the first row names columns, as the server decides it: a known name makes a header; rows of class numbers
 * before texts, or two columns of which one is short and repeats, have none. Anything else is taken for a header whose
 * names nobody knows.
 */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = []] = rows;
  if (guessColumns(first).known > 0) return true;
  const even = rows.filter((row) => row.length === first.length);
  if (first.length < 2 || even.length < 2) return true;
  const numbered =
    even.every(([cell]) => /^\s*\d{1,4}\s*$/.test(cell)) && even.some((row) => /\p{L}/u.test(row[1]));
  if (numbered) return false;
  if (first.length > 2) return true;
  const labels = [0, 1].filter((column) => readsLikeLabels(even.map((row) => row[column])));
  return labels.length !== 1;
}

function readsLikeLabels(values: readonly string[]): boolean {
  const distinct = new Set(values).size;
  return (
    values.every((value) => value.trim() !== '' && value.length <= longestLabel) &&
    values.indexOf(values[0], 1) > 0 &&
    distinct * 2 <= values.length
  );
}
