import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import { tableOrder } from './table-order.ts';

export interface Column {
  readonly name: string;
  /** As SQL writes it: `bigint`, `text[]`. */
  readonly type: string;
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly Column[];
}

/** A counter that hands out ids, and the one it hands out next. */
export interface Counter {
  readonly table: string;
  readonly column: string;
  readonly next: number;
}

export interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

type Db = Kysely<Tables>;

/**
 * The tables as the database has them, each after those that it refers to: what is added to the schema is in the next
 * backup without anybody thinking of it. The list of migrations belongs to the schema and not to the record.
 */
export async function readTables(db: Db): Promise<readonly TableShape[]> {
  const columns = await sql<{ table: string; name: string; type: string; key_place: number | null }>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      array_position(i.indkey::int2[], a.attnum) as key_place
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
      and c.relkind = 'r' and c.relname <> 'migration'
    order by c.relname, a.attnum`.execute(db);
  const references = await sql<{ from: string; to: string }>`
    select f.relname as from, t.relname as to
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = (select oid from pg_namespace where nspname = current_schema())`.execute(
    db,
  );
  const names = [...new Set(columns.rows.map(({ table }) => table))];
  return tableOrder(names, references.rows).map((table) => {
    const own = columns.rows.filter((column) => column.table === table);
    const key = own
      .filter(({ key_place }) => key_place !== null)
      .sort((a, b) => Number(a.key_place) - Number(b.key_place));
    if (key.length === 0) throw new Error(`The table ${table} has no primary key to page by.`);
    const shown = ({ name, type }: Column): Column => ({ name, type });
    return { name: table, columns: own.map(shown), key: key.map(shown) };
  });
}

async function counterColumns(
  db: Db,
): Promise<readonly { table: string; column: string; sequence: string }[]> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as table, a.attname as column,
      pg_get_serial_sequence(format('%I.%I', current_schema(), c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attidentity <> ''
    where c.relnamespace = (select oid from pg_namespace where nspname = current_schema()) and c.relkind = 'r'
    order by c.relname, a.attname`.execute(db);
  return rows;
}

export async function readCounters(db: Db): Promise<readonly Counter[]> {
  const counters: Counter[] = [];
  for (const { table, column, sequence } of await counterColumns(db)) {
    const { rows } = await sql<{ next: number }>`
      select last_value + case when is_called then 1 else 0 end as next from ${sql.raw(sequence)}`.execute(
      db,
    );
    counters.push({ table, column, next: Number(rows[0].next) });
  }
  return counters;
}

/** No id that was ever handed out comes again, also where its row is gone. */
export async function setCounters(db: Db, counters: readonly Counter[]): Promise<void> {
  for (const { table, column, sequence } of await counterColumns(db)) {
    const known = counters.find((counter) => counter.table === table && counter.column === column);
    await sql`select setval(${sequence}::regclass,
      greatest(${known?.next ?? 1}::bigint, (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table)})),
      false)`.execute(db);
  }
}

export async function readMigrations(db: Db): Promise<readonly AppliedMigration[]> {
  const { rows } = await sql<AppliedMigration>`select name, sha256 from migration order by number`.execute(
    db,
  );
  return rows;
}

export async function readDatabaseVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(db);
  return rows[0].version;
}
