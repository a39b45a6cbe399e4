import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { ExperimentToImport } from './imported.ts';

type Sql = Kysely<Tables>;

export interface FoundExperiment {
  readonly id: number;
  readonly deleted_ms: number | null;
  readonly added: boolean;
}

/** The one with this name, held so that it stays as it is while this transaction goes on. */
export async function upsertExperiment(
  db: Sql,
  { name, artifactLocation, createdMs, updatedMs, deletedMs }: ExperimentToImport,
): Promise<FoundExperiment> {
  const inserted = await db
    .insertInto('experiment')
    .values({
      name,
      artifact_location: artifactLocation,
      created_ms: createdMs,
      updated_ms: updatedMs,
      deleted_ms: deletedMs,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning(['id', 'deleted_ms'])
    .executeTakeFirst();
  if (inserted) return { ...inserted, added: true };
  const there = await db
    .selectFrom('experiment')
    .select(['id', 'deleted_ms'])
    .where('name', '=', name)
    .forShare()
    .executeTakeFirstOrThrow();
  return { ...there, added: false };
}

/** Those experiments that there are, held so that none is deleted while runs come into it. */
export async function shareExperiments(db: Sql, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('experiment')
    .select('id')
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .orderBy('id')
    .forShare()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

type Entries = readonly (readonly [key: string, value: string])[];

const tagTables = {
  experiment: ['experiment_tag', 'experiment_id'],
  model: ['model_tag', 'model_id'],
  version: ['model_version_tag', 'version_id'],
} as const;

/** Tags that are there stay as they are. */
export async function insertTagsOf(
  db: Sql,
  kind: keyof typeof tagTables,
  id: number,
  tags: Entries,
): Promise<void> {
  if (tags.length === 0) return;
  const [table, column] = tagTables[kind];
  await sql`
    insert into ${sql.table(table)} (${sql.ref(column)}, key, value)
    select ${id}::bigint, key, value
    from unnest(${tags.map(([key]) => key)}::text[], ${tags.map(([, value]) => value)}::text[]) as given (key, value)
    on conflict do nothing`.execute(db);
}
