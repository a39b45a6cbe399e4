import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { KnownData } from './chain.ts';

export async function selectRun(db: Kysely<Tables>, id: string) {
  return db
    .selectFrom('run')
    .select([
      'no',
      'id',
      'name',
      'status',
      sql<Record<string, string>>`(
        select coalesce(jsonb_object_agg(t.key, t.value), '{}') from run_tag t where t.run_no = run.no
      )`.as('tags'),
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

const known = [
  'dataset.name as dataset',
  'dataset_version.number',
  'dataset_version.rows_sha256 as rowsSha256',
] as const;

export async function selectDataInputs(
  db: Kysely<Tables>,
  runNo: number,
  context: string,
): Promise<KnownData[]> {
  return db
    .selectFrom('run_input')
    .innerJoin('dataset_version', 'dataset_version.id', 'run_input.dataset_version_id')
    .innerJoin('dataset', 'dataset.id', 'dataset_version.dataset_id')
    .select(known)
    .where('run_input.run_no', '=', runNo)
    .where('run_input.context', '=', context)
    .orderBy('run_input.id')
    .execute();
}

/** The first that had these rows. */
export async function selectDataMatches(db: Kysely<Tables>, rowsSha256: string): Promise<KnownData[]> {
  return db
    .selectFrom('dataset_version')
    .innerJoin('dataset', 'dataset.id', 'dataset_version.dataset_id')
    .select(known)
    .where('dataset_version.rows_sha256', '=', rowsSha256)
    .orderBy('dataset_version.id')
    .limit(1)
    .execute();
}
