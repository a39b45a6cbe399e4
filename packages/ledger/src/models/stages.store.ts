import type { Kysely } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { ModelVersion } from './model.ts';
import { versionOf, versionQuery } from './versions.store.ts';

/** The newest version in each stage of each of these models, by the model's name, the lowest number first. */
export async function selectLatestOfStages(
  db: Kysely<Tables>,
  models: readonly string[],
): Promise<ReadonlyMap<string, readonly ModelVersion[]>> {
  if (models.length === 0) return new Map();
  const newest = db
    .selectFrom('model_version as each')
    .innerJoin('model', 'model.id', 'each.model_id')
    .distinctOn(['each.model_id', 'each.stage'])
    .select('each.id')
    .where('model.name', 'in', models)
    .where('model.deleted_ms', 'is', null)
    .where('each.deleted_ms', 'is', null)
    .orderBy('each.model_id')
    .orderBy('each.stage')
    .orderBy('each.number', 'desc');
  const rows = await versionQuery(db)
    .where('model_version.id', 'in', newest)
    .orderBy('model_version.number')
    .execute();
  return Map.groupBy(rows.map(versionOf), ({ model }) => model);
}

/** Numbers of the versions that moved. */
export async function moveStages(
  { sql: db }: Ledger,
  move: {
    readonly modelId: number;
    readonly from: string;
    readonly to: string;
    readonly butVersionId: number;
    readonly nowMs: number;
  },
): Promise<readonly number[]> {
  const rows = await db
    .updateTable('model_version')
    .set({ stage: move.to, updated_ms: move.nowMs })
    .where('model_id', '=', move.modelId)
    .where('stage', '=', move.from)
    .where('id', '<>', move.butVersionId)
    .where('deleted_ms', 'is', null)
    .returning('number')
    .execute();
  return rows.map(({ number }) => number).toSorted((a, b) => a - b);
}
