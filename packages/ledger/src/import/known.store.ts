import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';

type Sql = Kysely<Tables>;

export async function knownExperiments(db: Sql, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('experiment')
    .select('name')
    .where('name', '=', sql<string>`any(${names}::text[])`)
    .execute();
  return rows.map(({ name }) => name);
}

export async function knownRuns(db: Sql, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('run')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return rows.map(({ id }) => id);
}

export async function knownLoggedModels(db: Sql, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('logged_model')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return rows.map(({ id }) => id);
}

export interface ModelNumbers {
  readonly name: string;
  /** All that were ever given, those of deleted versions too. */
  readonly versions: readonly number[];
}

export async function knownModels(db: Sql, names: readonly string[]): Promise<ModelNumbers[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('model')
    .leftJoin('model_version', 'model_version.model_id', 'model.id')
    .select(['model.name', 'model_version.number'])
    .where('model.name', '=', sql<string>`any(${names}::text[])`)
    .orderBy('model.name')
    .orderBy('model_version.number')
    .execute();
  return [...Map.groupBy(rows, (row) => row.name)].map(([name, of]) => ({
    name,
    versions: of.flatMap(({ number }) => (number === null ? [] : [number])),
  }));
}
