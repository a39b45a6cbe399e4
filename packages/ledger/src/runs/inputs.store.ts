import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';

type Sql = Kysely<Tables>;

export interface InputRow {
  readonly name: string;
  readonly digest: string;
  readonly context: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema: string | null;
  readonly profile: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly datasetVersionId: number | null;
}

/** Those that are there already stay as they are. */
export async function insertInputs(db: Sql, runNo: number, inputs: readonly InputRow[]): Promise<void> {
  await db
    .insertInto('run_input')
    .values(
      inputs.map((input) => ({
        run_no: runNo,
        name: input.name,
        digest: input.digest,
        context: input.context,
        source_type: input.sourceType,
        source: input.source,
        schema: input.schema,
        profile: input.profile,
        tags: JSON.stringify(input.tags),
        dataset_version_id: input.datasetVersionId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface KnownInput {
  readonly experimentId: number;
  readonly name: string;
  readonly digest: string;
  readonly context: string;
}

export async function selectKnownInputs(
  db: Sql,
  experimentIds: readonly number[],
  most: number,
): Promise<KnownInput[]> {
  return db
    .selectFrom('run_input')
    .innerJoin('run', 'run.no', 'run_input.run_no')
    .select(['run.experiment_id as experimentId', 'run_input.name', 'run_input.digest', 'run_input.context'])
    .distinct()
    .where('run.experiment_id', '=', sql<number>`any(${experimentIds}::bigint[])`)
    .orderBy('experimentId')
    .orderBy('run_input.name')
    .orderBy('run_input.digest')
    .orderBy('run_input.context')
    .limit(most)
    .execute();
}
