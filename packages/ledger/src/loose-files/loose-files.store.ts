import { type Kysely, sql } from 'kysely';
import { isIn } from '../runs/artifact.store.ts';
import { type FolderEntry, selectFolder } from '../runs/folder.store.ts';
import type { Tables } from '../schema/tables.ts';

type Db = Kysely<Tables>;

/** A file at a path that belongs to no run. */
export interface LooseFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly createdMs: number;
}

export async function selectLooseFile(db: Db, path: string): Promise<LooseFile | null> {
  const row = await db.selectFrom('loose_file').selectAll().where('path', '=', path).executeTakeFirst();
  return row ? fileOf(row) : null;
}

export function selectLooseFolder(db: Db, folder: string): Promise<FolderEntry[]> {
  return selectFolder(db, { table: 'loose_file', where: sql`true` }, folder);
}

/** A file where `path` needs a folder, or one below where it would be a file. */
export async function selectLooseConflict(
  db: Db,
  path: string,
  folders: readonly string[],
): Promise<string | null> {
  const row = await db
    .selectFrom('loose_file')
    .select('path')
    .where((eb) => eb.or([eb('path', '=', sql<string>`any(${folders}::text[])`), isIn(path)]))
    .limit(1)
    .executeTakeFirst();
  return row?.path ?? null;
}

export async function upsertLooseFile(db: Db, { path, bytes, sha256, createdMs }: LooseFile): Promise<void> {
  await db
    .insertInto('loose_file')
    .values({ path, blob_sha256: sha256, bytes, created_ms: createdMs })
    .onConflict((conflict) =>
      conflict.column('path').doUpdateSet({ blob_sha256: sha256, bytes, created_ms: createdMs }),
    )
    .execute();
}

/** The file, or all that lies in the folder. */
export async function removeLooseFiles(db: Db, path: string): Promise<LooseFile[]> {
  const rows = await db
    .deleteFrom('loose_file')
    .where((eb) => eb.or([eb('path', '=', path), isIn(path)]))
    .returningAll()
    .execute();
  return rows.map(fileOf);
}

/** Likewise, and only counts them. */
export async function dropLooseFiles(db: Db, path: string): Promise<number> {
  const dropped = await db
    .deleteFrom('loose_file')
    .where((eb) => eb.or([eb('path', '=', path), isIn(path)]))
    .executeTakeFirst();
  return Number(dropped.numDeletedRows);
}

function fileOf(row: {
  readonly path: string;
  readonly bytes: number;
  readonly blob_sha256: string;
  readonly created_ms: number;
}): LooseFile {
  return { path: row.path, bytes: row.bytes, sha256: row.blob_sha256, createdMs: row.created_ms };
}
