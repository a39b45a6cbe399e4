export interface PreviewTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** There is more than is shown. */
  readonly cut: boolean;
}

const mostRows = 200;
const mostCells = 60;
const longestCell = 500;

/** The beginning of a table, for looking at; RFC 4180. */
export function readTable(text: string, separator: ',' | '\t', whole: boolean): PreviewTable {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell =
    separator === ','
      ? /("(?:[^"]|"")*"?|[^,\r\n]*)(,|\r?\n|\r|$)/y
      : /("(?:[^"]|"")*"?|[^\t\r\n]*)(\t|\r?\n|\r|$)/y;
  const from = text.replace(/^\uFEFF/, '');
  while (cell.lastIndex < from.length && rows.length <= mostRows) {
    const match = cell.exec(from);
    if (!match) break;
    const [, written, ended] = match;
    const value = written.startsWith('"') ? written.replace(/^"|"$/g, '').replaceAll('""', '"') : written;
    if (row.length < mostCells) row.push(value.slice(0, longestCell));
    if (ended === separator) continue;
    rows.push(row);
    row = [];
  }
  const [header = [], ...rest] = rows;
  return {
    header,
    rows: rest.slice(0, mostRows),
    cut: !whole || rest.length > mostRows || cell.lastIndex < from.length,
  };
}
