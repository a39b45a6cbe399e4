import { type Kysely, type RawBuilder, sql } from 'kysely';
import { LedgerError } from '../errors.ts';
import { shown } from '../names.ts';
import type { Tables } from '../schema/tables.ts';
import { type FolderEntry, selectFolder } from './folder.store.ts';
import type { Artifact } from './run.ts';

type Sql = Kysely<Tables>;

export async function selectArtifact(db: Sql, runNo: number, path: string): Promise<Artifact | undefined> {
  const row = await db
    .selectFrom('artifact')
    .selectAll()
    .where('run_no', '=', runNo)
    .where('path', '=', path)
    .executeTakeFirst();
  return row && artifactOf(row);
}

/** Of a folder, or of the whole run; by path. */
export async function selectArtifacts(db: Sql, runNo: number, folder: string | null): Promise<Artifact[]> {
  const rows = await db
    .selectFrom('artifact')
    .selectAll()
    .where('run_no', '=', runNo)
    .$if(folder !== null, (query) => query.where(isIn(folder as string)))
    .orderBy('path')
    .execute();
  return rows.map(artifactOf);
}

export function selectArtifactFolder(db: Sql, runNo: number, folder: string): Promise<FolderEntry[]> {
  return selectFolder(db, { table: 'artifact', where: sql`run_no = ${runNo}` }, folder);
}

/** Which of these are runs; deleted or not. */
export async function selectRunIds(db: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('run')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function selectArtifactHome(db: Sql, runId: string) {
  const row = await db
    .selectFrom('run')
    .innerJoin('experiment', 'experiment.id', 'run.experiment_id')
    .select(['experiment.id', 'experiment.artifact_location', 'run.deleted_ms'])
    .where('run.id', '=', runId)
    .executeTakeFirst();
  return (
    row && {
      experiment: { id: String(row.id), artifactLocation: row.artifact_location },
      deleted: row.deleted_ms !== null,
    }
  );
}

/** A file where `path` needs a folder, or one below where it would be a file. */
export async function selectConflict(
  db: Sql,
  runNo: number,
  path: string,
  folders: readonly string[],
): Promise<string | null> {
  const row = await db
    .selectFrom('artifact')
    .select('path')
    .where('run_no', '=', runNo)
    .where((eb) => eb.or([eb('path', '=', sql<string>`any(${folders}::text[])`), isIn(path)]))
    .limit(1)
    .executeTakeFirst();
  return row?.path ?? null;
}

/** Held, so that the bytes are not collected before the artifact is there. */
export async function assertBlob(db: Sql, sha256: string): Promise<void> {
  const row = await db
    .selectFrom('blob')
    .select('sha256')
    .where('sha256', '=', sha256)
    .forKeyShare()
    .executeTakeFirst();
  if (row) return;
  throw new LedgerError(
    'BLOB_UNKNOWN',
    `There are no bytes with the hash ${shown(sha256)}; send them first.`,
  );
}

export async function upsertArtifact(db: Sql, runNo: number, artifact: Artifact): Promise<void> {
  const { path, bytes, sha256, createdMs } = artifact;
  await db
    .insertInto('artifact')
    .values({ run_no: runNo, path, blob_sha256: sha256, bytes, created_ms: createdMs })
    .onConflict((conflict) =>
      conflict.columns(['run_no', 'path']).doUpdateSet({ blob_sha256: sha256, bytes, created_ms: createdMs }),
    )
    .execute();
}

/** The file, or all that lies in the folder; null is all. */
export async function removeArtifacts(db: Sql, runNo: number, path: string | null): Promise<Artifact[]> {
  const rows = await db
    .deleteFrom('artifact')
    .where('run_no', '=', runNo)
    .$if(path !== null, (query) => query.where((eb) => eb.or([eb('path', '=', path), isIn(path as string)])))
    .returningAll()
    .execute();
  return rows.map(artifactOf);
}

/** A range of the key, whose order is that of the bytes: `0` comes right after `/`. */
export function isIn(folder: string): RawBuilder<boolean> {
  return sql<boolean>`(path > ${`${folder}/`} and path < ${`${folder}0`})`;
}

function artifactOf(row: {
  readonly path: string;
  readonly bytes: number;
  readonly blob_sha256: string;
  readonly created_ms: number;
}): Artifact {
  return { path: row.path, bytes: row.bytes, sha256: row.blob_sha256, createdMs: row.created_ms };
}
