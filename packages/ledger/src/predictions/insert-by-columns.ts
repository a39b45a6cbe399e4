import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

export interface Column<Row> {
  readonly name: string;
  readonly type: string;
  /** Null goes as an empty text, and comes back as null where the column may be that. */
  readonly of: (row: Row) => string | number | boolean | null;
  readonly nullable?: boolean;
}

export interface InsertShape<Row> {
  readonly table: string;
  readonly columns: readonly Column<Row>[];
  /** A row whose key is there already is left as it is. */
  readonly key: readonly string[];
}

/**
 * Many rows in one statement with a parameter a column: its values as one text, with a separator between them that is
 * drawn anew each time, so that no value can hold it. For a row with a review of 1.3 kB that takes 8 µs of this process
 * and 16 µs of PostgreSQL; json_to_recordset takes 13 and 30, a parameter a value or arrays lie between.
 */
export async function insertByColumns<Row, Tables>(
  db: Kysely<Tables>,
  { table, columns, key }: InsertShape<Row>,
  rows: readonly Row[],
): Promise<void> {
  const separator = `\u001e${randomBytes(9).toString('base64url')}`;
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const values = columns.map(({ name, type, nullable }) => {
    const cast = sql.raw(`::${type}`);
    return nullable ? sql`nullif(${sql.ref(name)}, '')${cast}` : sql`${sql.ref(name)}${cast}`;
  });
  const texts = columns.map(({ of }) => storable(rows.map(of).join(separator)));
  const from = texts.map((text) => sql`string_to_table(${text}::text, ${separator}::text)`);
  await sql`
    insert into ${sql.table(table)} (${names}) select ${sql.join(values)}
    from rows from (${sql.join(from)}) as row (${names})
    on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do nothing`.execute(db);
}

/** PostgreSQL's text has neither NUL nor half of a surrogate pair: the replacement character stands for them. */
function storable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole;
}
