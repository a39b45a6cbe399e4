export type Row = Readonly<Record<string, unknown>>;

/** A database of MLflow's, as it was at one moment. */
export interface StoreDatabase {
  readonly where: string;
  readonly folder: string;
  /** `:ids` in the text stands for the list. */
  readonly rows: (text: string, ids?: readonly (string | number)[]) => Promise<Row[]>;
  /** Names of a table's columns; none where there is no such table. */
  readonly columns: (table: string) => Promise<ReadonlySet<string>>;
  readonly close: () => Promise<void>;
}

export const textIn = (row: Row, column: string): string => String(row[column] ?? '');
export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null || row[column] === undefined ? null : String(row[column]);

/** PostgreSQL's driver gives 64 bits as text. */
export function numberIn(row: Row, column: string, otherwise = 0): number {
  const value = row[column];
  return value === null || value === undefined ? otherwise : Number(value);
}
