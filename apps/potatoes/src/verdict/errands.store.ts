import { type Selectable, sql } from 'kysely';
import type { Db, ErrandTable, Tx } from '../tables/tables.ts';

export type ErrandRow = Selectable<ErrandTable>;

/** From now on, until Verdict has done it. What was to be said of these predictions need not be said any more. */
export async function enqueueErasures(
  tx: Tx,
  predictionIds: readonly (string | null)[],
  dueMs: number,
): Promise<void> {
  const ids = predictionIds.filter((id) => id !== null);
  if (ids.length === 0) return;
  await tx.deleteFrom('errand').where('kind', '=', 'feedback').where('prediction_id', 'in', ids).execute();
  await tx
    .insertInto('errand')
    .values(ids.map((prediction_id) => ({ prediction_id, kind: 'erase' as const, due_ms: dueMs })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface FeedbackToGive {
  readonly predictionId: string;
  readonly label: string;
  readonly comment: string;
}

/** What was said last is what is sent. */
export async function enqueueFeedback(tx: Tx, given: FeedbackToGive, dueMs: number): Promise<void> {
  const { predictionId: prediction_id, label, comment } = given;
  await tx
    .insertInto('errand')
    .values({ prediction_id, kind: 'feedback', label, comment, due_ms: dueMs })
    .onConflict((conflict) =>
      conflict.columns(['prediction_id', 'kind']).doUpdateSet({ label, comment, attempts: 0, due_ms: dueMs }),
    )
    .execute();
}

export async function claimErrands(
  db: Db,
  now: number,
  leaseMs: number,
  count: number,
): Promise<ErrandRow[]> {
  const { rows } = await sql<ErrandRow>`
    update errand set due_ms = ${leaseMs}::bigint, attempts = attempts + 1
    where (prediction_id, kind) in (
      select prediction_id, kind from errand where due_ms <= ${now}::bigint
      order by due_ms limit ${count} for update skip locked
    )
    returning *`.execute(db);
  return rows;
}

/** Unless something else is to be said by now. */
export async function finishErrand(db: Db, { prediction_id, kind, label }: ErrandRow): Promise<void> {
  await db
    .deleteFrom('errand')
    .where('prediction_id', '=', prediction_id)
    .where('kind', '=', kind)
    .where(sql<boolean>`label is not distinct from ${label}::text`)
    .execute();
}

export async function postponeErrand(
  db: Db,
  { prediction_id, kind, label }: ErrandRow,
  dueMs: number,
): Promise<void> {
  await db
    .updateTable('errand')
    .set({ due_ms: dueMs })
    .where('prediction_id', '=', prediction_id)
    .where('kind', '=', kind)
    .where(sql<boolean>`label is not distinct from ${label}::text`)
    .execute();
}

export async function countErrands(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('errand')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
