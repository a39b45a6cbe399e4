export interface Delimited {
  readonly delimiter: string;
  /** The first line with a row on it too, header or not. */
  readonly rows: readonly (readonly string[])[];
}

const delimiters = [',', '\t', ';', '|'] as const;

/** The rows of a beginning by RFC 4180, and what parts their cells: what gives most rows the width of the first. */
export function readDelimited(
  text: string,
  ended: boolean,
  knows: (names: readonly string[]) => number,
): Delimited {
  const candidates = delimiters.map((delimiter) => {
    const rows = rowsOf(text, delimiter, ended);
    const width = rows[0]?.length ?? 0;
    const alike = rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
    return { delimiter, rows, width, known: knows(rows[0] ?? []), alike };
  });
  const split = candidates.filter(({ width }) => width > 1);
  split.sort((a, b) => b.known - a.known || b.alike - a.alike);
  const { delimiter, rows } = split[0] ?? candidates[0];
  return { delimiter, rows };
}

/** Only complete rows: the last of a beginning is cut anywhere. */
function rowsOf(text: string, delimiter: string, ended: boolean): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    cell = '';
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (mark === '"' && cell === '') quoted = true;
    else if (mark === delimiter) {
      row.push(cell);
      cell = '';
    } else if (mark === '\n') endRow();
    else if (mark === '\r') {
      if (text[at + 1] === '\n') at++;
      endRow();
    } else cell += mark;
  }
  if (ended && (cell !== '' || row.length > 0)) endRow();
  return rows;
}
