import { type Kysely, sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import { firstPredictionIdAt } from '../predictions/prediction-id.ts';
import type { Tables } from '../schema/tables.ts';
import type { Candidate } from './candidates.store.ts';
import type { TrainingLabel } from './label-task.ts';

type Db = Kysely<Tables>;

export interface Claim {
  readonly model: string;
  readonly actor: string;
  readonly nowMs: number;
  readonly untilMs: number;
}

/** Two that ask at once get none twice: the second waits for the first's rows, and finds them taken. */
export async function claimTasks(
  db: Db,
  candidates: readonly Candidate[],
  { model, actor, nowMs, untilMs }: Claim,
): Promise<ReadonlySet<string>> {
  if (candidates.length === 0) return new Set();
  const taken = await db
    .insertInto('label_task')
    // In one order always: two statements that lock the same rows then wait, and do not stand against each other.
    .values(
      candidates
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, hash }) => ({
          prediction_id: id,
          text_md5: hash,
          model,
          state: 'claimed' as const,
          actor,
          until_ms: untilMs,
          at_ms: nowMs,
        })),
    )
    .onConflict((on) =>
      on
        .column('prediction_id')
        .doUpdateSet({ state: 'claimed', actor, until_ms: untilMs, at_ms: nowMs })
        .where('label_task.state', '<>', 'labelled')
        .where('label_task.until_ms', '<=', nowMs),
    )
    .returning('prediction_id')
    .execute();
  return new Set(taken.map(({ prediction_id }) => prediction_id));
}

/** What the actor was given and has not decided, for as long again. */
export async function renewClaims(
  db: Db,
  { model, actor, nowMs, untilMs }: Claim,
): Promise<readonly string[]> {
  const rows = await db
    .updateTable('label_task')
    .set({ until_ms: untilMs })
    .where('model', '=', model)
    .where('actor', '=', actor)
    .where('state', '=', 'claimed')
    .where('until_ms', '>', nowMs)
    .returning('prediction_id')
    .execute();
  return rows.map(({ prediction_id }) => prediction_id);
}

export async function dropClaims(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom('label_task')
    .where('prediction_id', 'in', [...ids])
    .where('state', '<>', 'labelled')
    .execute();
}

/** A label that another overruled. */
export interface Overruled {
  readonly actor: string;
  readonly label: string;
  readonly feedbackId: number | null;
  readonly atMs: number;
}

export interface Task {
  readonly model: string;
  readonly state: 'claimed' | 'skipped' | 'labelled';
  readonly actor: string;
  readonly label: string | null;
  readonly feedback_id: number | null;
  readonly at_ms: number;
  readonly overruled: Overruled | null;
}

/** Locked until the transaction ends; null: the queue never gave it out. */
export async function lockTask({ sql: db }: Ledger, predictionId: string): Promise<Task | null> {
  const row = await db
    .selectFrom('label_task')
    .select(['model', 'state', 'actor', 'label', 'feedback_id', 'at_ms', 'overruled'])
    .where('prediction_id', '=', predictionId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export interface TaskToWrite {
  readonly prediction_id: string;
  readonly model: string;
  readonly state: 'claimed' | 'skipped' | 'labelled';
  readonly actor: string;
  readonly until_ms: number;
  readonly label: string | null;
  readonly said: string | null;
  readonly feedback_id: number | null;
  readonly at_ms: number;
  readonly text_md5: string | null;
  readonly overruled: Overruled | null;
}

export async function writeTask(db: Db, { prediction_id, overruled, ...same }: TaskToWrite): Promise<void> {
  const changing = { ...same, overruled: overruled && JSON.stringify(overruled) };
  await db
    .insertInto('label_task')
    .values({ prediction_id, ...changing })
    .onConflict((on) => on.column('prediction_id').doUpdateSet(changing))
    .execute();
}

export interface LabelCounts {
  readonly byLabel: Readonly<Record<string, number>>;
  readonly changed: number;
}

/** Of labels whose texts are still there: those that a training can learn from. */
export async function countLabels(db: Db, model: string): Promise<LabelCounts> {
  const { rows } = await sql<{ label: string; labels: number; changed: number }>`
    select t.label, count(*)::int as labels, (count(*) filter (where t.label <> t.said))::int as changed
    from label_task t
    where t.model = ${model} and t.state = 'labelled'
      and exists (select from prediction p where p.id = t.prediction_id and p.text is not null)
    group by t.label order by t.label`.execute(db);
  return {
    byLabel: Object.fromEntries(rows.map(({ label, labels }) => [label, labels])),
    changed: rows.reduce((sum, { changed }) => sum + changed, 0),
  };
}

export async function countLabelledBy(
  db: Db,
  { model, actor, sinceMs }: { readonly model: string; readonly actor: string; readonly sinceMs: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from label_task
    where model = ${model} and actor = ${actor} and at_ms >= ${sinceMs}::bigint and state = 'labelled'`.execute(
    db,
  );
  return rows[0].count;
}

/** Far more than are told one by one; older ones are as good as forgotten. */
const newestFeedback = 5000;

/** Predictions that somebody said something of, and nobody labelled; at most `most`. */
export async function countUnreviewed(
  db: Db,
  { model, most }: { readonly model: string; readonly most: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select distinct f.prediction_id from (
        select prediction_id from feedback where model = ${model} and said is not null
        order by prediction_id desc limit ${sql.lit(newestFeedback)}
      ) as f
      where exists (select from prediction p where p.id = f.prediction_id and p.text is not null)
        and not exists (select from label_task t where t.prediction_id = f.prediction_id and t.state = 'labelled')
      limit ${most}
    ) as unreviewed`.execute(db);
  return rows[0].count;
}

export interface TrainingLabelsWanted {
  readonly model: string;
  /** Also what nobody has looked at. */
  readonly all: boolean;
  /** What was said later does not count: the same question has the same answer tomorrow. */
  readonly asOfMs: number;
  /** Null: from the first. */
  readonly afterId: string | null;
  readonly count: number;
}

/** By time of the prediction. A label of the queue weighs more than what others said, whenever they said it. */
export async function selectTrainingLabels(
  db: Db,
  { model, all, asOfMs, afterId, count }: TrainingLabelsWanted,
): Promise<readonly TrainingLabel[]> {
  const after = afterId ?? firstPredictionIdAt(0);
  const reviewed = sql`
    select t.prediction_id, t.label, t.at_ms, true as reviewed from label_task t
    where t.model = ${model} and t.state = 'labelled' and t.prediction_id > ${after}::uuid
      and t.at_ms <= ${asOfMs}::bigint`;
  const said = sql`
    select prediction_id, label, at_ms, false as reviewed from (
      select distinct on (prediction_id) prediction_id, label, at_ms from feedback
      where model = ${model} and said is not null and prediction_id > ${after}::uuid
        and at_ms <= ${asOfMs}::bigint
      order by prediction_id, id desc
    ) as latest
    where not exists (select from label_task t where t.prediction_id = latest.prediction_id
      and t.state = 'labelled' and t.at_ms <= ${asOfMs}::bigint)`;
  const { rows } = await sql<{
    id: string;
    text: string;
    label: string;
    at_ms: number;
    reviewed: boolean;
  }>`
    select p.id, p.text, l.label, l.at_ms, l.reviewed
    from (${all ? sql`${reviewed} union all ${said}` : reviewed}) as l
    join prediction p on p.id = l.prediction_id and p.text is not null
    order by p.id limit ${count}`.execute(db);
  return rows.map(({ id, at_ms, ...same }) => ({ predictionId: id, ...same, atMs: Number(at_ms) }));
}
