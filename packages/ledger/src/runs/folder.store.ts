import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';

/** What lies in a folder itself: a file with its bytes, or another folder. */
export interface FolderEntry {
  readonly name: string;
  /** Null of a folder. */
  readonly bytes: number | null;
}

/** A table of paths, and which of its rows are meant. */
export interface PathsOf {
  readonly table: 'artifact' | 'loose_file';
  readonly where: RawBuilder<unknown>;
}

/**
 * The entries of a folder, or of the root where it is empty, in the order of their bytes. Each costs one step into the
 * key, which passes over all that lies in a folder: a run of ten thousand files in ten folders is listed in ten steps.
 */
export async function selectFolder(
  db: Kysely<Tables>,
  { table, where }: PathsOf,
  folder: string,
): Promise<FolderEntry[]> {
  const prefix = folder === '' ? '' : `${folder}/`;
  // Counted by the database: its characters are not JavaScript's.
  const tail = (path: RawBuilder<unknown>) => sql`substr(${path}, char_length(${prefix}::text) + 1)`;
  const end = folder === '' ? sql`true` : sql`path < ${`${folder}0`} collate "C"`;
  const step = (least: RawBuilder<unknown>) => sql`
    select path, bytes from ${sql.table(table)}
    where ${where} and path >= ${least} collate "C" and ${end}
    order by path limit 1`;
  // `0` comes right after `/`, and no path holds the character after which the next one is looked for.
  const next = sql`case when strpos(${tail(sql`entry.path`)}, '/') > 0
    then ${prefix}::text || split_part(${tail(sql`entry.path`)}, '/', 1) || '0'
    else entry.path || chr(1) end`;
  const { rows } = await sql<{ name: string; bytes: number | null }>`
    with recursive entry(path, bytes) as (
      (${step(sql`${prefix}::text`)})
      union all
      select following.path, following.bytes from entry, lateral (${step(next)}) following
    )
    select split_part(${tail(sql`path`)}, '/', 1) as name,
      case when strpos(${tail(sql`path`)}, '/') > 0 then null else bytes end as bytes
    from entry`.execute(db);
  return rows;
}
