import { type ColumnWishes, chooseColumns, listColumns, recognisedNames } from './columns.ts';
import { FilesError } from './errors.ts';
import type { Note } from './rows.ts';

/** What the columns of a delimited file mean. */
export interface Layout {
  readonly header: boolean;
  /** Cells that every row has. */
  readonly width: number;
  /** Several where a title and a description make one text; they are joined by a space. */
  readonly text: readonly number[];
  readonly label: number | null;
  readonly columns: { readonly text: string; readonly label: string | null };
  readonly notes: readonly Note[];
}

const longestLabel = 64;
const mostLabels = 100;

/**
 * The first row is a header when one of its cells names a text or label column. Otherwise the file is read
 * without a header if its rows show one of two known forms:
 *   class index, text, …    AG News, DBpedia, Yelp, Yahoo as first published: whole numbers, then texts
 *   two columns             one of them short and repeating, the first row's value included
 * and refused by name if they do not.
 */
export function decideLayout(
  path: string,
  rows: readonly (readonly string[])[],
  wishes: ColumnWishes,
): Layout {
  const first = rows[0] ?? [];
  const headerless = recognisedNames(first, wishes) === 0 ? withoutHeader(rows) : null;
  if (headerless && wishes.text === undefined && wishes.label === undefined) return headerless;
  if (first.length === 1 && (wishes.labelled ?? true) && recognisedNames(first, wishes) > 0)
    throw new FilesError(
      'COLUMN_MISSING',
      path,
      `${path} has the one column ${listColumns(first)}; give it a text and a label column, divided by commas or tabs.`,
    );
  const { text, label, leftOver } = chooseColumns(path, first, wishes);
  const columns = { text: first[text].trim(), label: label === null ? null : first[label].trim() };
  const notes: Note[] = [];
  if (leftOver)
    notes.push({
      code: 'COLUMN_LEFT_OVER',
      message: `The column "${columns[leftOver]}" is taken as the ${leftOver}, as the only one left.`,
    });
  return { header: true, width: first.length, text: [text], label, columns, notes };
}

function withoutHeader(rows: readonly (readonly string[])[]): Layout | null {
  const width = rows[0]?.length ?? 0;
  const even = rows.filter((row) => row.length === width);
  if (width < 2 || even.length < 2) return null;
  if (even.every((row) => /^\s*\d{1,4}\s*$/.test(row[0])) && even.some((row) => /\p{L}/u.test(row[1])))
    return headerlessLayout(
      width,
      Array.from({ length: width - 1 }, (_, index) => index + 1),
      0,
    );
  if (width !== 2) return null;
  const labels = [0, 1].filter((column) => readsLikeLabels(even.map((row) => row[column])));
  if (labels.length !== 1) return null;
  return headerlessLayout(width, [1 - labels[0]], labels[0]);
}

/** Short values, few of them, and the first row's comes again further down. */
function readsLikeLabels(values: readonly string[]): boolean {
  const distinct = new Set(values);
  return (
    values.every((value) => value.trim() !== '' && value.length <= longestLabel) &&
    values.indexOf(values[0], 1) > 0 &&
    distinct.size <= mostLabels &&
    distinct.size * 2 <= values.length
  );
}

function headerlessLayout(width: number, text: readonly number[], label: number): Layout {
  const textName = text.map((index) => `column ${index + 1}`).join(' and ');
  const labelName = `column ${label + 1}`;
  return {
    header: false,
    width,
    text,
    label,
    columns: { text: textName, label: labelName },
    notes: [
      {
        code: 'NO_HEADER',
        message: `The file has no header: ${labelName} is taken as the label and ${textName} as the text.`,
      },
    ],
  };
}
