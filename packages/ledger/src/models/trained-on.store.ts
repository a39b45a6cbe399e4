import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';

export async function countRunsOn(
  db: Kysely<Tables>,
  versionIds: readonly number[],
): Promise<readonly { readonly versionId: number; readonly runs: number }[]> {
  const rows = await db
    .selectFrom('run_input')
    .innerJoin('run', 'run.no', 'run_input.run_no')
    .select(['run_input.dataset_version_id', sql<string>`count(distinct run.no)`.as('runs')])
    .where('run_input.dataset_version_id', 'in', versionIds)
    .where('run.deleted_ms', 'is', null)
    .groupBy('run_input.dataset_version_id')
    .execute();
  return rows.map((row) => ({ versionId: Number(row.dataset_version_id), runs: Number(row.runs) }));
}

/** Newest first, of each at most so many. */
export async function selectModelsTrainedOn(
  db: Kysely<Tables>,
  versionIds: readonly number[],
  most: number,
): Promise<readonly { readonly versionId: number; readonly model: string; readonly version: number }[]> {
  const rows = await db
    .selectFrom('dataset_version as wanted')
    .innerJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('run_input')
          .innerJoin('model_version', 'model_version.run_no', 'run_input.run_no')
          .innerJoin('model', 'model.id', 'model_version.model_id')
          .whereRef('run_input.dataset_version_id', '=', 'wanted.id')
          .where('run_input.context', '=', 'training')
          .where('model_version.deleted_ms', 'is', null)
          .select([
            'model_version.id as version_id',
            'model.name as model',
            'model_version.number as version',
          ])
          .distinct()
          .orderBy('model_version.id', 'desc')
          .limit(most)
          .as('made'),
      (join) => join.onTrue(),
    )
    .where('wanted.id', 'in', versionIds)
    .select(['wanted.id', 'made.model', 'made.version'])
    .orderBy('made.version_id', 'desc')
    .execute();
  return rows.map(({ id, model, version }) => ({ versionId: Number(id), model, version }));
}
