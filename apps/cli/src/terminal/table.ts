/** Cells of one row; the first is set flush left, the others flush right. */
export type TableRow = readonly string[];

const widest = 32;

/** Rows as aligned lines, two spaces between the columns. */
export function table(rows: readonly TableRow[]): string[] {
  const cut = rows.map((row) =>
    row.map((cell) => (cell.length > widest ? `${cell.slice(0, widest - 1)}…` : cell)),
  );
  const columns = Math.max(0, ...cut.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...cut.map((row) => row[at]?.length ?? 0)),
  );
  return cut.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
      .join('  ')
      .trimEnd(),
  );
}
