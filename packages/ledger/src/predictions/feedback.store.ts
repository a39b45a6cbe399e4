import { type Kysely, type Selectable, sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { Feedback } from './prediction.ts';

type Db = Kysely<Tables>;

/** The same said twice at once is one after the other, so that the second finds the first. */
export async function lockFeedback(inside: Ledger, predictionId: string, actor: string): Promise<void> {
  const name = `verdict feedback ${predictionId} ${actor}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(inside.sql);
}

export async function selectLatestFeedback(
  db: Db,
  predictionId: string,
  actor: string,
): Promise<Feedback | null> {
  const row = await db
    .selectFrom('feedback')
    .selectAll()
    .where('prediction_id', '=', predictionId)
    .where('actor', '=', actor)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? feedbackOf(row) : null;
}

/** Newest first. */
export async function selectFeedback(db: Db, predictionId: string, count: number): Promise<Feedback[]> {
  const rows = await db
    .selectFrom('feedback')
    .selectAll()
    .where('prediction_id', '=', predictionId)
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map(feedbackOf);
}

export interface FeedbackToInsert extends Omit<Feedback, 'id'> {
  /** What it is about; null where that is not in the log yet. */
  readonly about: { readonly model: string; readonly version: number; readonly said: string } | null;
}

export async function insertFeedback(db: Db, { about, ...given }: FeedbackToInsert): Promise<Feedback> {
  const row = await db
    .insertInto('feedback')
    .values({
      prediction_id: given.predictionId,
      model: about?.model ?? null,
      version: about?.version ?? null,
      said: about?.said ?? null,
      label: given.label,
      comment: given.comment,
      actor: given.actor,
      request_id: given.requestId,
      at_ms: given.atMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return feedbackOf(row);
}

/**
 * Feedback that came before its prediction was written learns what it was about. A label that the model does not have
 * says nothing about it: `said` stays null, and it does not count.
 */
export async function settleFeedback(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    update feedback set model = p.model, version = p.version,
      said = case when p.scores -> feedback.label is null then null else p.label end
    from prediction p where feedback.model is null and p.id = feedback.prediction_id`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Of predictions that were never written. */
export async function deleteLostFeedback(db: Db, beforeId: string, count: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from feedback where id in (select id from feedback where model is null
      and prediction_id < ${beforeId}::uuid limit ${count} for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** A label of the queue that was taken back; all other feedback stays for good. */
export async function deleteFeedback(db: Db, id: number): Promise<void> {
  await db.deleteFrom('feedback').where('id', '=', id).execute();
}

export async function blankComments(db: Db, predictionId: string): Promise<void> {
  await db
    .updateTable('feedback')
    .set({ comment: null })
    .where('prediction_id', '=', predictionId)
    .where('comment', 'is not', null)
    .execute();
}

export interface AccuracyCount {
  readonly version: number;
  readonly labelled: number;
  readonly correct: number;
}

export interface AccuracyWanted {
  readonly model: string;
  readonly fromId: string;
  readonly beforeId: string;
}

/** By version, of each prediction the label of the queue, or else the latest feedback. The second half is what has not been settled yet: little. */
export async function countCorrect(
  db: Db,
  { model, fromId, beforeId }: AccuracyWanted,
): Promise<AccuracyCount[]> {
  const { rows } = await sql<AccuracyCount>`
    select version, count(*)::int as labelled, (count(*) filter (where coalesce(
        (select t.label from label_task t where t.prediction_id = latest.prediction_id and t.state = 'labelled'), label
      ) = said))::int as correct
    from (
      select distinct on (prediction_id) prediction_id, version, label, said
      from (
        select prediction_id, id, version, label, said from feedback
        where model = ${model} and said is not null
          and prediction_id >= ${fromId}::uuid and prediction_id < ${beforeId}::uuid
        union all
        select f.prediction_id, f.id, p.version, f.label, p.label
        from feedback f join prediction p on p.id = f.prediction_id
        where f.model is null and p.model = ${model} and p.scores -> f.label is not null
          and f.prediction_id >= ${fromId}::uuid and f.prediction_id < ${beforeId}::uuid
      ) as given
      order by prediction_id, id desc
    ) as latest
    group by version order by version desc`.execute(db);
  return rows;
}

function feedbackOf(row: Selectable<Tables['feedback']>): Feedback {
  return {
    id: row.id,
    predictionId: row.prediction_id,
    label: row.label,
    comment: row.comment,
    actor: row.actor,
    requestId: row.request_id,
    atMs: row.at_ms,
  };
}
