import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type {
  DataFinding,
  DataProfile,
  DataSource,
  Dataset,
  DatasetVersion,
  FrozenFacts,
} from './dataset.ts';

type Db = Kysely<Tables>;
type VersionRow = Selectable<Tables['dataset_version']> & { readonly name: string };

function versionOf(row: VersionRow): DatasetVersion {
  return {
    id: row.id,
    dataset: row.name,
    number: row.number,
    rowsSha256: row.rows_sha256,
    blobSha256: row.blob_sha256,
    rows: row.rows,
    classes: row.classes,
    profile: row.profile as DataProfile,
    findings: row.findings as readonly DataFinding[],
    sources: row.sources as readonly DataSource[],
    message: row.message,
    createdMs: row.created_ms,
    createdBy: row.created_by,
  };
}

function versions(db: Db) {
  return db
    .selectFrom('dataset_version as v')
    .innerJoin('dataset as d', 'd.id', 'v.dataset_id')
    .selectAll('v')
    .select('d.name as name');
}

/** By name, those after `afterName`, with their latest versions. */
export async function selectDatasets(db: Db, afterName: string | null, count: number): Promise<Dataset[]> {
  const datasets = await db
    .selectFrom('dataset')
    .selectAll()
    .$if(afterName !== null, (query) => query.where(byName, '>', afterName as string))
    .orderBy(byName)
    .limit(count)
    .execute();
  return withLatest(db, datasets);
}

export async function selectDataset(db: Db, name: string): Promise<Dataset | undefined> {
  const found = await db.selectFrom('dataset').selectAll().where('name', '=', name).execute();
  return (await withLatest(db, found))[0];
}

/** Bytes decide, not the database's language, so that PGlite and PostgreSQL page alike. */
const byName = sql<string>`name collate "C"`;

async function withLatest(db: Db, datasets: readonly Selectable<Tables['dataset']>[]): Promise<Dataset[]> {
  if (datasets.length === 0) return [];
  const ids = datasets.map(({ id }) => id);
  const latest = await versions(db)
    .distinctOn('v.dataset_id')
    .where('v.dataset_id', 'in', ids)
    .orderBy('v.dataset_id')
    .orderBy('v.number', 'desc')
    .execute();
  const byId = new Map(latest.map((row) => [row.dataset_id, versionOf(row)]));
  return datasets.map(({ id, name, description, created_ms }) => {
    const version = byId.get(id) ?? null;
    // Numbers have no gaps and versions never go, so the latest number is their count.
    return { name, description, createdMs: created_ms, versions: version?.number ?? 0, latest: version };
  });
}

/** Newest first, those before `beforeNumber`. */
export async function selectVersions(
  db: Db,
  name: string,
  beforeNumber: number | null,
  count: number,
): Promise<DatasetVersion[]> {
  const rows = await versions(db)
    .where('d.name', '=', name)
    .$if(beforeNumber !== null, (query) => query.where('v.number', '<', beforeNumber as number))
    .orderBy('v.number', 'desc')
    .limit(count)
    .execute();
  return rows.map(versionOf);
}

export async function selectVersion(
  db: Db,
  name: string,
  number: number,
): Promise<DatasetVersion | undefined> {
  const row = await versions(db).where('d.name', '=', name).where('v.number', '=', number).executeTakeFirst();
  return row && versionOf(row);
}

/** Within a dataset, or, of every dataset, the one that was recorded first. */
export async function selectVersionByRows(
  db: Db,
  name: string | null,
  rowsSha256: string,
): Promise<DatasetVersion | undefined> {
  const row = await versions(db)
    .where('v.rows_sha256', '=', rowsSha256)
    .$if(name !== null, (query) => query.where('d.name', '=', name as string))
    .orderBy('v.id')
    .limit(1)
    .executeTakeFirst();
  return row && versionOf(row);
}

/** Makes the dataset where there is none, and holds it: versions are numbered one after another. */
export async function lockDataset(db: Db, name: string, nowMs: number): Promise<number> {
  await db
    .insertInto('dataset')
    .values({ name, created_ms: nowMs })
    .onConflict((on) => on.column('name').doNothing())
    .execute();
  const row = await db
    .selectFrom('dataset')
    .select('id')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface VersionToInsert extends FrozenFacts {
  readonly datasetId: number;
  readonly blobSha256: string;
  readonly message: string;
  readonly createdMs: number;
  readonly createdBy: string;
  readonly requestId: string | null;
}

/** Its number. The dataset has to be locked. */
export async function insertVersion(db: Db, version: VersionToInsert): Promise<number> {
  const row = await db
    .insertInto('dataset_version')
    .values((make) => ({
      dataset_id: version.datasetId,
      number: make
        .selectFrom('dataset_version')
        .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
        .where('dataset_id', '=', version.datasetId),
      rows_sha256: version.rowsSha256,
      blob_sha256: version.blobSha256,
      rows: version.rows,
      classes: asJson(version.classes),
      profile: asJson(version.profile),
      findings: asJson(version.findings),
      sources: asJson(version.sources),
      message: version.message,
      created_ms: version.createdMs,
      created_by: version.createdBy,
      request_id: version.requestId,
    }))
    .returning('number')
    .executeTakeFirstOrThrow();
  return row.number;
}

/** What jsonb cannot hold is replaced in what people read; labels, which programs read, are checked before. */
function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\ufffd') : part,
  );
}
