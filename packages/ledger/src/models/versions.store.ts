import { type Kysely, sql } from 'kysely';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import type { Tables } from '../schema/tables.ts';
import type { Facts, ModelVersion } from './model.ts';
import type { VersionSelector } from './parse-model-reference.ts';

/** Every version that is not deleted, with all that is told of it. */
export function versionQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('model_version')
    .innerJoin('model', 'model.id', 'model_version.model_id')
    .leftJoin('run', 'run.no', 'model_version.run_no')
    .selectAll('model_version')
    .select([
      'model.name as model_name',
      'run.id as run_id',
      sql<Record<string, string>>`(
        select coalesce(jsonb_object_agg(t.key, t.value), '{}')
        from model_version_tag t where t.version_id = model_version.id
      )`.as('tags'),
      sql<string[]>`(
        select coalesce(jsonb_agg(a.alias order by a.alias), '[]')
        from model_alias a where a.version_id = model_version.id
      )`.as('aliases'),
    ])
    .where('model_version.deleted_ms', 'is', null);
}

type VersionRow = Awaited<ReturnType<ReturnType<typeof versionQuery>['execute']>>[number];

export function versionOf(row: VersionRow): ModelVersion {
  return {
    id: row.id,
    model: row.model_name,
    version: row.number,
    format: row.format,
    status: row.status,
    stage: row.stage,
    description: row.description,
    source: row.source,
    userName: row.user_name,
    runLink: row.run_link,
    aliases: row.aliases,
    tags: row.tags,
    runId: row.run_id,
    saidRunId: row.said_run_id,
    loggedModelId: row.logged_model_id,
    storageLocation: row.storage_location,
    sha256: row.blob_sha256,
    bytes: row.bytes,
    facts: row.facts as Facts | null,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    createdBy: row.created_by,
  };
}

/** By its number, by an alias that points at it, or the one with the highest number. */
export async function findVersion(
  db: Kysely<Tables>,
  model: { readonly id: number; readonly name: string },
  selector: VersionSelector,
): Promise<ModelVersion> {
  const ofModel = versionQuery(db).where('model_version.model_id', '=', model.id);
  if (selector === 'latest') {
    const row = await ofModel.orderBy('model_version.number', 'desc').limit(1).executeTakeFirst();
    if (row) return versionOf(row);
    throw new LedgerError(
      'MODEL_VERSION_UNKNOWN',
      `The model ${shown(model.name)} has no version yet; register one.`,
    );
  }
  if (typeof selector === 'number') {
    // Past 32 bits PostgreSQL would refuse the number itself.
    const row = isVersionNumber(selector)
      ? await ofModel.where('model_version.number', '=', selector).executeTakeFirst()
      : undefined;
    if (row) return versionOf(row);
    throw new LedgerError(
      'MODEL_VERSION_UNKNOWN',
      `The model ${shown(model.name)} has no version ${selector}; list its versions to see what there is.`,
    );
  }
  const row = selector.includes('\0')
    ? undefined
    : await ofModel
        .where('model_version.id', '=', (eb) =>
          eb
            .selectFrom('model_alias')
            .select('version_id')
            .where('model_id', '=', model.id)
            .where('alias', '=', selector),
        )
        .executeTakeFirst();
  if (row) return versionOf(row);
  throw new LedgerError(
    'ALIAS_UNKNOWN',
    `The model ${shown(model.name)} has no alias ${shown(selector)}; name a version by its number, or set the alias.`,
  );
}

/** Whether a version of the model is one that could go into service. */
export async function canServe({ sql: db }: Ledger, modelId: number): Promise<boolean> {
  const row = await db
    .selectFrom('model_version')
    .select('id')
    .where('model_id', '=', modelId)
    .where('format', '=', 'verdict')
    .where('deleted_ms', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether its versions were ever files of ours: then `name@number` stands for one of them for ever. */
export async function everServed({ sql: db }: Ledger, modelId: number): Promise<boolean> {
  const row = await db
    .selectFrom('model_version')
    .select('id')
    .where('model_id', '=', modelId)
    .where('format', '=', 'verdict')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export function isVersionNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number < 2 ** 31;
}

/** Newest first. */
export async function selectVersions(
  db: Kysely<Tables>,
  {
    modelId,
    before,
    count,
  }: { readonly modelId: number; readonly before: number | null; readonly count: number },
): Promise<ModelVersion[]> {
  const rows = await versionQuery(db)
    .where('model_version.model_id', '=', modelId)
    .$if(before !== null, (query) => query.where('model_version.number', '<', before))
    .orderBy('model_version.number', 'desc')
    .limit(count)
    .execute();
  return rows.map(versionOf);
}

/** The newest version of each of these models, by the model's id. */
export async function selectLatest(
  db: Kysely<Tables>,
  modelIds: readonly number[],
): Promise<ReadonlyMap<number, ModelVersion>> {
  if (modelIds.length === 0) return new Map();
  const rows = await versionQuery(db)
    .where('model_version.model_id', 'in', modelIds)
    .where('model_version.number', '=', (eb) =>
      eb
        .selectFrom('model_version as newest')
        .select((inner) => inner.fn.max('newest.number').as('number'))
        .whereRef('newest.model_id', '=', 'model_version.model_id')
        .where('newest.deleted_ms', 'is', null),
    )
    .execute();
  return new Map(rows.map((row) => [row.model_id, versionOf(row)]));
}

/** The same bytes from the same run, or from none. */
export async function findSameVersion(
  { sql: db }: Ledger,
  {
    modelId,
    runNo,
    sha256,
  }: { readonly modelId: number; readonly runNo: number | null; readonly sha256: string },
): Promise<ModelVersion | null> {
  const row = await versionQuery(db)
    .where('model_version.model_id', '=', modelId)
    .where('model_version.blob_sha256', '=', sha256)
    .where('model_version.run_no', 'is not distinct from', runNo)
    .orderBy('model_version.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? versionOf(row) : null;
}

/** One above every number that was ever given; call it with the model locked. */
export async function nextNumber({ sql: db }: Ledger, modelId: number): Promise<number> {
  const row = await db
    .selectFrom('model_version')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('model_id', '=', modelId)
    .executeTakeFirst();
  return (row?.number ?? 0) + 1;
}

export async function findRunNo(ledger: Ledger, runId: string): Promise<number> {
  const no = await findRunNoIfThere(ledger, runId);
  if (no !== null) return no;
  throw new LedgerError(
    'RUN_UNKNOWN',
    `There is no run ${shown(runId)}; create it before its model is registered.`,
  );
}

export async function findRunNoIfThere({ sql: db }: Ledger, runId: string): Promise<number | null> {
  if (runId === '' || runId.includes('\0')) return null;
  const run = await db
    .selectFrom('run')
    .select('no')
    .where('id', '=', runId)
    .where('deleted_ms', 'is', null)
    .executeTakeFirst();
  return run?.no ?? null;
}
