import type { ColumnWishes } from './columns.ts';
import type { Encoding } from './decode-text.ts';
import type { ReadControl } from './open-bytes.ts';

export type FileFormat = 'csv' | 'tsv' | 'jsonl' | 'json' | 'parquet';

/** Something the reader decided that its caller may want to show. */
export interface Note {
  readonly code: 'WINDOWS_1252' | 'NO_HEADER' | 'COLUMN_LEFT_OVER' | 'QUOTES_ARE_TEXT';
  readonly message: string;
}

export interface ReadOptions extends ColumnWishes, ReadControl {
  /** In JSON, a string in an object's place is a text; for rows to predict. */
  readonly bareTexts?: boolean | undefined;
}

/**
 * Called once a row, in order. The position is the line the row begins on, or in Parquet the row, from 1.
 * The label is as it stands in the file, white space included; null where the file has no label column.
 */
export type RowSink = (text: string, label: string | null, position: number) => void;

export interface RowsRead {
  readonly format: FileFormat;
  readonly encoding: Encoding;
  readonly columns: { readonly text: string; readonly label: string | null };
  readonly rows: number;
  readonly notes: readonly Note[];
  /** "line 17" or "row 16", for messages. */
  readonly place: (position: number) => string;
}

/** What the reader of one format gives back. */
export type FormatRead = Omit<RowsRead, 'place' | 'encoding'>;
