import { type Kysely, type Selectable, sql } from 'kysely';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import type { Tables } from '../schema/tables.ts';
import type { Model } from './model.ts';
import { selectLatest } from './versions.store.ts';

export type ModelRow = Selectable<Tables['model']>;

export async function findModel(db: Kysely<Tables>, name: string): Promise<ModelRow> {
  assertAskable(name);
  const row = await db
    .selectFrom('model')
    .selectAll()
    .where('name', '=', name)
    .where('deleted_ms', 'is', null)
    .executeTakeFirst();
  return row ?? refuseUnknown(name);
}

/**
 * Everything that changes a model's versions or aliases holds this row first, until its transaction ends: so numbers
 * have no gaps, and what was decided about an alias is still true when it moves.
 */
export async function lockModel({ sql: db }: Ledger, name: string): Promise<ModelRow> {
  assertAskable(name);
  const row = await db
    .selectFrom('model')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  return row && row.deleted_ms === null ? row : refuseUnknown(name);
}

/** The locked row, and whether it is there only since now. A deleted model comes back under its name. */
export async function lockOrInsertModel(
  { sql: db }: Ledger,
  name: string,
  nowMs: number,
): Promise<{ readonly model: ModelRow; readonly created: boolean }> {
  const inserted = await db
    .insertInto('model')
    .values({ name, created_ms: nowMs, updated_ms: nowMs })
    .onConflict((on) => on.column('name').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { model: inserted, created: true };
  const found = await db
    .selectFrom('model')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (found.deleted_ms === null) return { model: found, created: false };
  const revived = await db
    .updateTable('model')
    .set({ deleted_ms: null, created_ms: nowMs, updated_ms: nowMs })
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { model: revived, created: true };
}

export async function writeModel(
  { sql: db }: Ledger,
  id: number,
  change: {
    readonly description?: string;
    readonly policy?: string | null;
    readonly updated_ms: number;
    readonly deleted_ms?: number;
  },
): Promise<void> {
  await db.updateTable('model').set(change).where('id', '=', id).execute();
}

/** What refers to the deleted row goes on doing so; a slash is in no model's name. */
export async function freeName({ sql: db }: Ledger, { id, name }: ModelRow): Promise<void> {
  await db
    .updateTable('model')
    .set({ name: `${name}/${id}` })
    .where('id', '=', id)
    .execute();
}

/** Its versions are changed with it, as MLflow has it. */
export async function writeModelName(
  { sql: db }: Ledger,
  { id, name, nowMs }: { readonly id: number; readonly name: string; readonly nowMs: number },
): Promise<void> {
  await db.updateTable('model').set({ name, updated_ms: nowMs }).where('id', '=', id).execute();
  await db
    .updateTable('model_version')
    .set({ updated_ms: nowMs })
    .where('model_id', '=', id)
    .where('deleted_ms', 'is', null)
    .execute();
}

/** By name, from the one after `after` on. */
export async function selectModels(
  db: Kysely<Tables>,
  { after, count }: { readonly after: string | null; readonly count: number },
): Promise<Model[]> {
  const rows = await modelQuery(db)
    .$if(after !== null, (query) => query.where('model.name', '>', after))
    .orderBy('model.name')
    .limit(count)
    .execute();
  return withLatest(db, rows);
}

export async function selectModel(db: Kysely<Tables>, name: string): Promise<Model> {
  assertAskable(name);
  const rows = await modelQuery(db).where('model.name', '=', name).execute();
  const [model] = await withLatest(db, rows);
  return model ?? refuseUnknown(name);
}

export function modelQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('model')
    .selectAll('model')
    .select([
      sql<Record<string, string>>`(
        select coalesce(jsonb_object_agg(t.key, t.value), '{}') from model_tag t where t.model_id = model.id
      )`.as('tags'),
      sql<Record<string, number>>`(
        select coalesce(jsonb_object_agg(a.alias, v.number), '{}')
        from model_alias a join model_version v on v.id = a.version_id where a.model_id = model.id
      )`.as('aliases'),
      sql<number>`(
        select count(*) from model_version v where v.model_id = model.id and v.deleted_ms is null
      )`.as('versions'),
    ])
    .where('model.deleted_ms', 'is', null);
}

type ModelQueryRow = Awaited<ReturnType<ReturnType<typeof modelQuery>['execute']>>[number];

export async function withLatest(db: Kysely<Tables>, rows: readonly ModelQueryRow[]): Promise<Model[]> {
  const latest = await selectLatest(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    name: row.name,
    description: row.description,
    tags: row.tags,
    aliases: row.aliases,
    latest: latest.get(row.id) ?? null,
    versions: Number(row.versions),
    policy: row.policy,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
  }));
}

/** PostgreSQL would refuse a NUL in the question, and no model has one in its name. */
function assertAskable(name: string): void {
  if (name.includes('\0')) refuseUnknown(name);
}

function refuseUnknown(name: string): never {
  throw new LedgerError(
    'MODEL_UNKNOWN',
    `There is no model ${shown(name)}; list the models to see their names.`,
  );
}
