export interface Confusion {
  readonly classes: readonly string[];
  /** A row a true class, a column a called one; rows beyond the classes are labels that the model cannot give. */
  readonly counts: readonly (readonly number[])[];
}

/** `true \ called,neg,pos` and a line a class. Anybody may have put another file in its place: null of what it is not. */
export function parseConfusion(csv: string): Confusion | null {
  const [header, ...lines] = rowsOf(csv.replace(/^\uFEFF/, ''));
  if (!header || header.length < 2 || lines.length < header.length - 1) return null;
  const classes = header.slice(1).map(withoutGuard);
  const counts = lines.slice(0, classes.length).map(([, ...cells]) => cells.map(count));
  const labelled = lines.slice(0, classes.length).every(([label], at) => withoutGuard(label) === classes[at]);
  const whole = counts.every((row) => row.length === classes.length && row.every((cell) => cell !== null));
  return labelled && whole ? { classes, counts: counts as number[][] } : null;
}

/** A label that begins like a formula is written with an apostrophe before it. */
function withoutGuard(label: string): string {
  return /^'[=+\-@\t\r]/.test(label) ? label.slice(1) : label;
}

function count(cell: string): number | null {
  const value = /^\d{1,15}$/.test(cell) ? Number(cell) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

/** RFC 4180; a quote inside quotes is written twice. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
  while (cell.lastIndex < csv.length) {
    const match = cell.exec(csv);
    if (!match) return [];
    const [, text, end] = match;
    row.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
