import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../schema/tables.ts';

type Sql = Kysely<Tables>;

export interface LinkedModel {
  readonly run_no: number;
  readonly id: string;
  readonly role: 'input' | 'output';
  readonly step: number;
}

export function isInput({ role }: Pick<LinkedModel, 'role'>): boolean {
  return role === 'input';
}

/** What runs read and made, in the order in which it was made. */
export function selectLinkedModels(db: Sql, runs: RawBuilder<number>): Promise<LinkedModel[]> {
  return db
    .selectFrom('run_model')
    .innerJoin('logged_model', 'logged_model.no', 'run_model.model_no')
    .select(['run_model.run_no', 'logged_model.id', 'run_model.role', 'run_model.step'])
    .where('run_model.run_no', '=', runs)
    .orderBy('run_model.run_no')
    .orderBy('run_model.model_no')
    .execute();
}

/** Deleted ones too: MLflow goes on measuring them. */
export async function selectModelNumbers(
  db: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('logged_model')
    .select(['id', 'no'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return new Map(rows.map(({ id, no }) => [id, no]));
}

export interface ModelPoint {
  readonly modelNo: number;
  readonly key: string;
  readonly atMs: number;
  readonly step: number;
  readonly value: number;
  readonly datasetName: string;
  readonly datasetDigest: string;
}

export async function insertModelPoints(
  db: Sql,
  runNo: number,
  points: readonly ModelPoint[],
): Promise<void> {
  const column = <Value>(of: (point: ModelPoint) => Value): Value[] => points.map(of);
  await sql`
    insert into logged_model_metric (model_no, run_no, key, at_ms, step, value, dataset_name, dataset_digest)
    select model_no, ${runNo}::bigint, key, at_ms, step, value, dataset_name, dataset_digest from unnest(
      ${column((p) => p.modelNo)}::bigint[], ${column((p) => p.key)}::text[], ${column((p) => p.atMs)}::bigint[],
      ${column((p) => p.step)}::bigint[], ${column((p) => p.value)}::float8[],
      ${column((p) => p.datasetName)}::text[], ${column((p) => p.datasetDigest)}::text[]
    ) as given (model_no, key, at_ms, step, value, dataset_name, dataset_digest)
    on conflict do nothing`.execute(db);
}

export interface ModelLink {
  readonly modelNo: number;
  readonly role: LinkedModel['role'];
  readonly step: number;
}

/** A model is of a run once, at the step that was said last. */
export async function upsertModelLinks(db: Sql, runNo: number, links: readonly ModelLink[]): Promise<void> {
  await db
    .insertInto('run_model')
    .values(links.map(({ modelNo, role, step }) => ({ run_no: runNo, model_no: modelNo, role, step })))
    .onConflict((conflict) =>
      conflict
        .columns(['run_no', 'model_no', 'role'])
        .doUpdateSet((eb) => ({ step: eb.ref('excluded.step') })),
    )
    .execute();
}
