import { type Kysely, sql } from 'kysely';
import { foldersOf } from '../runs/artifact-path.ts';
import type { Tables } from '../schema/tables.ts';
import type { ModelPlace } from './loose-path.ts';

type Sql = Kysely<Tables>;

export type FileOwner =
  | { readonly kind: 'run'; readonly no: number }
  | { readonly kind: 'logged_model'; readonly folder: string };

export interface FileRow {
  readonly owner: FileOwner;
  /** Of a run, below its artifacts; of a logged model, from the proxy's root. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Runs by id, locked in order: files of one run come one after the other. */
export async function lockFileOwners(db: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('run')
    .select(['no', 'id'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, no }) => [id, no]));
}

export async function selectModelPlaces(db: Sql, ids: readonly string[]): Promise<ModelPlace[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('logged_model')
    .innerJoin('experiment', 'experiment.id', 'logged_model.experiment_id')
    .select([
      'logged_model.id',
      'logged_model.experiment_id as experimentId',
      'experiment.artifact_location as artifactLocation',
    ])
    .where('logged_model.id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
}

export interface FoundFiles {
  /** Path to hash. */
  readonly of: (owner: FileOwner) => ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/** Of these paths and the folders that they lie in, those that are files. */
export async function selectFiles(
  db: Sql,
  placed: readonly { readonly owner: FileOwner; readonly path: string }[],
): Promise<FoundFiles> {
  const byRun = new Map<number, Map<string, string>>();
  const loose = new Map<string, string>();
  const ofRuns = placed.flatMap(({ owner, path }) =>
    owner.kind === 'run' ? [path, ...foldersOf(path)].map((each) => ({ no: owner.no, path: each })) : [],
  );
  if (ofRuns.length > 0) {
    const { rows } = await sql<{ run_no: number; path: string; blob_sha256: string }>`
      select artifact.run_no, artifact.path, artifact.blob_sha256 from artifact join (
        select distinct * from unnest(
          ${ofRuns.map(({ no }) => no)}::bigint[], ${ofRuns.map(({ path }) => path)}::text[]
        ) as given (run_no, path)
      ) as given using (run_no, path)`.execute(db);
    for (const row of rows) {
      const files = byRun.get(row.run_no) ?? new Map<string, string>();
      byRun.set(row.run_no, files.set(row.path, row.blob_sha256));
    }
  }
  const paths = placed.flatMap(({ owner, path }) =>
    owner.kind === 'logged_model' ? [path, ...foldersOf(path)] : [],
  );
  if (paths.length > 0) {
    const rows = await db
      .selectFrom('loose_file')
      .select(['path', 'blob_sha256'])
      .where('path', '=', sql<string>`any(${[...new Set(paths)]}::text[])`)
      .execute();
    for (const row of rows) loose.set(row.path, row.blob_sha256);
  }
  return { of: (owner) => (owner.kind === 'run' ? (byRun.get(owner.no) ?? none) : loose) };
}

/** Hash to length of those that are kept, held so that they are not collected before they are referred to. */
export async function keptBlobs(db: Sql, hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('blob')
    .select(['sha256', 'bytes'])
    .where('sha256', '=', sql<string>`any(${hashes}::text[])`)
    .orderBy('sha256')
    .forKeyShare()
    .execute();
  return new Map(rows.map(({ sha256, bytes }) => [sha256, bytes]));
}

export async function insertArtifacts(db: Sql, files: readonly FileRow[], nowMs: number): Promise<void> {
  const rows = files.flatMap(({ owner, ...file }) =>
    owner.kind === 'run' ? [{ no: owner.no, ...file }] : [],
  );
  if (rows.length === 0) return;
  await sql`
    insert into artifact (run_no, path, blob_sha256, bytes, created_ms)
    select run_no, path, sha256, bytes, ${nowMs}::bigint from unnest(
      ${rows.map(({ no }) => no)}::bigint[], ${rows.map(({ path }) => path)}::text[],
      ${rows.map(({ sha256 }) => sha256)}::text[], ${rows.map(({ bytes }) => bytes)}::bigint[]
    ) as given (run_no, path, sha256, bytes)
    on conflict do nothing`.execute(db);
}

export async function insertLooseFiles(db: Sql, files: readonly FileRow[], nowMs: number): Promise<void> {
  const rows = files.filter(({ owner }) => owner.kind === 'logged_model');
  if (rows.length === 0) return;
  await sql`
    insert into loose_file (path, blob_sha256, bytes, created_ms)
    select path, sha256, bytes, ${nowMs}::bigint from unnest(
      ${rows.map(({ path }) => path)}::text[], ${rows.map(({ sha256 }) => sha256)}::text[],
      ${rows.map(({ bytes }) => bytes)}::bigint[]
    ) as given (path, sha256, bytes)
    on conflict do nothing`.execute(db);
}
