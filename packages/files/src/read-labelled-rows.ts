import { readRows } from './read-rows.ts';
import type { Note, ReadOptions, RowsRead } from './rows.ts';

export interface LabelledRows {
  readonly format: RowsRead['format'];
  readonly encoding: RowsRead['encoding'];
  readonly columns: RowsRead['columns'];
  readonly texts: string[];
  /** As they stand in the file; null where it has no label column. Equal labels are one string. */
  readonly labels: string[] | null;
  /** Where row 0, 1, … stands in the file: "line 17", or "row 16" in Parquet. */
  readonly place: (row: number) => string;
  readonly notes: readonly Note[];
}

/** Every text is a string of its own: none keeps a larger piece of the file alive. */
export async function readLabelledRows(path: string, options: ReadOptions = {}): Promise<LabelledRows> {
  const texts: string[] = [];
  const labels: string[] = [];
  const known = new Map<string, string>();
  let positions = new Int32Array(1024);

  const read = await readRows(path, options, (text, label, position) => {
    if (texts.length === positions.length) {
      const grown = new Int32Array(2 * positions.length);
      grown.set(positions);
      positions = grown;
    }
    positions[texts.length] = position;
    texts.push(text);
    if (label === null) return;
    let shared = known.get(label);
    if (shared === undefined) {
      shared = label;
      known.set(label, label);
    }
    labels.push(shared);
  });
  return {
    format: read.format,
    encoding: read.encoding,
    columns: read.columns,
    texts,
    labels: read.columns.label === null ? null : labels,
    place: (row) => read.place(positions[row]),
    notes: read.notes,
  };
}
