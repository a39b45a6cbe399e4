import { extname } from 'node:path';
import { FilesError } from './errors.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

export type Cell = string | number | boolean | null;

type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

/** Rows are gathered to pieces of about this many UTF-16 units: one write each. */
const pieceLength = 64 * 1024;

/** CSV (RFC 4180, LF), TSV with the same quoting, or JSONL, by the path's extension. Null is an empty cell. */
export async function writeRows(
  path: string,
  header: readonly string[],
  rows: Rows,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const format = extname(path).slice(1).toLowerCase();
  if (format !== 'csv' && format !== 'tsv' && format !== 'jsonl')
    throw new FilesError(
      'FORMAT_UNKNOWN',
      path,
      `${path} has no known ending; name it .csv, .tsv or .jsonl.`,
    );
  const delimiter = format === 'tsv' ? '\t' : ',';
  const lineOf =
    format === 'jsonl' ? objectLine : (cells: readonly Cell[]) => delimitedLine(cells, delimiter);

  async function* pieces(): AsyncGenerator<string> {
    let piece = format === 'jsonl' ? '' : delimitedLine(header, delimiter);
    let row = 0;
    for await (const cells of rows) {
      row++;
      if (cells.length !== header.length)
        throw new FilesError(
          'RAGGED_ROW',
          path,
          `Row ${row} for ${path} has ${cells.length} cells where ${header.length} are expected; give one a column.`,
          { place: { row } },
        );
      piece += lineOf(cells, header);
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    if (piece !== '') yield piece;
  }
  await writeFileAtomically(path, pieces(), options);
}

function objectLine(cells: readonly Cell[], header: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(header.map((name, index) => [name, cells[index]])))}\n`;
}

function delimitedLine(cells: readonly Cell[], delimiter: string): string {
  const line = cells.map((cell) => delimitedCell(cell, delimiter)).join(delimiter);
  // A bare empty line would be passed over by readers.
  return line === '' ? '""\n' : `${line}\n`;
}

/** A leading byte order mark is quoted too, or a reader would take it for the file's own. */
function delimitedCell(cell: Cell, delimiter: string): string {
  const text = cell === null ? '' : String(cell);
  const quoted = text.includes(delimiter) || /["\r\n]/.test(text) || text.startsWith('\ufeff');
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}
