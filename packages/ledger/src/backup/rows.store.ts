import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { TableShape } from './catalog.store.ts';

type Db = Kysely<Tables>;

/** A page of rows is held in memory here and in the database. */
const pageBytes = 2 << 20;
const fewestRows = 50;
const mostRows = 10_000;

/** How many rows to ask for next, from what the last ones came to. */
export function nextPageRows(rows: number, bytes: number): number {
  const wanted = Math.floor((pageBytes * rows) / Math.max(1, bytes));
  return Math.min(mostRows, Math.max(fewestRows, wanted));
}

/**
 * The rows of a table, one JSON object a line, each value as the text that PostgreSQL reads back as the very same:
 * NaN and infinities, whole numbers beyond 2^53, a JSON null beside no value. JavaScript never sees the numbers.
 */
export async function* rowLines(
  db: Db,
  { name, columns, key }: TableShape,
): AsyncGenerator<readonly string[]> {
  const fields = sql.join(
    columns.map((column) => sql`${sql.ref(column.name)}::text as ${sql.id(column.name)}`),
  );
  const keyColumns = sql.join(key.map((column) => sql.ref(column.name)));
  const keyTexts = sql.join(
    key.map((column, at) => sql`${sql.ref(`t.${column.name}`)}::text as ${sql.id(`key${at}`)}`),
  );
  let last: readonly string[] | null = null;
  let limit = 500;
  for (;;) {
    const after: ReturnType<typeof sql> =
      last === null
        ? sql``
        : sql`where (${keyColumns}) > (${sql.join(
            key.map(({ type }, at) => sql`${(last as readonly string[])[at]}::text::${sql.raw(type)}`),
          )})`;
    const page: { rows: Record<string, string>[] } = await sql<Record<string, string>>`
      select (select row_to_json(r)::text from (select ${fields}) r) as line, ${keyTexts}
      from (select * from ${sql.table(name)} ${after} order by ${keyColumns} limit ${limit}) t
      order by ${keyColumns}`.execute(db);
    const lines = page.rows.map(({ line }) => line);
    if (lines.length > 0) yield lines;
    if (lines.length < limit) return;
    const end = page.rows[page.rows.length - 1];
    last = key.map((_, at) => end[`key${at}`]);
    limit = nextPageRows(
      lines.length,
      lines.reduce((sum, line) => sum + line.length, 0),
    );
  }
}

export async function insertLines(
  db: Db,
  { name, columns }: TableShape,
  lines: readonly string[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.id(column.name)));
  const values = sql.join(
    columns.map((column) => sql`(r->>${sql.lit(column.name)})::${sql.raw(column.type)}`),
  );
  await sql`insert into ${sql.table(name)} (${names}) overriding system value
    select ${values} from json_array_elements(${`[${lines.join(',')}]`}::json) r`.execute(db);
}

/** Nobody else writes until the transaction ends; readers read on. */
export async function lockTables(db: Db, tables: readonly TableShape[]): Promise<void> {
  await sql`lock table ${sql.join(tables.map(({ name }) => sql.table(name)))} in exclusive mode`.execute(db);
}

/** The first table with rows other than those that the migrations put there; null where there is none. */
export async function tableInUse(db: Db, tables: readonly TableShape[]): Promise<string | null> {
  for (const { name } of tables) {
    const seed = name === 'experiment' ? sql`where id <> 0 or updated_ms <> 0` : sql``;
    const { rows } = await sql<{ used: boolean }>`
      select exists (select 1 from ${sql.table(name)} ${seed}) as used`.execute(db);
    if (rows[0].used) return name;
  }
  return null;
}

export async function deleteSeeds(db: Db): Promise<void> {
  await db.deleteFrom('experiment').execute();
}
