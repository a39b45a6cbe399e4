import { type Kysely, type RawBuilder, sql } from 'kysely';
import { disputedPredictions } from '../predictions/disputed.store.ts';
import type { Tables } from '../schema/tables.ts';
import type { LabelSource } from './label-task.ts';

type Db = Kysely<Tables>;

export interface CandidatesWanted {
  readonly model: string;
  /** Of a challenger in the shadow; null: none is tried. */
  readonly challenger: number | null;
  /** In service; null: nothing is. */
  readonly champion: number | null;
  readonly nowMs: number;
  /** Whose claims are among them; null: nobody's. */
  readonly mine: string | null;
  readonly count: number;
}

export interface Candidate {
  readonly id: string;
  /** Equal texts have equal ones. */
  readonly hash: string;
}

/** Newest first, as of disputes. */
const newestShadows = 5000;
/** Of a model that marks nothing unsure: the least sure of so many. */
const newestAnswers = 1000;

/** `t` is labelled, put aside, or being read by another now. */
const isTaken = ({ nowMs, mine }: CandidatesWanted) => sql`(t.state = 'labelled'
    or t.until_ms > ${nowMs}::bigint and (t.state = 'skipped' or t.actor is distinct from ${mine}::text))`;

const isFree = (id: RawBuilder<unknown>, wanted: CandidatesWanted) => sql`not exists (
  select from label_task t where t.prediction_id = ${id} and ${isTaken(wanted)})`;

/** Nor of an equal text. A dispute is asked all the same: somebody says that this answer is wrong. */
const isNew = (text: RawBuilder<unknown>, wanted: CandidatesWanted) => sql`not exists (
  select from label_task t where t.model = ${wanted.model} and t.text_md5 = md5(${text}) and ${isTaken(wanted)})`;

/** Nobody said anything of it. One look-up each: as a join the planner may read all feedback that there is. */
const isUnsaid = (id: RawBuilder<unknown>) =>
  sql`(select f.id from feedback f where f.prediction_id = ${id} limit 1) is null`;

function disputed(wanted: CandidatesWanted): RawBuilder<Candidate> {
  const { model, count } = wanted;
  return sql<Candidate>`
    select p.id, md5(p.text) as hash
    from ${disputedPredictions({
      model: sql`${model}`,
      columns: sql`id, text, label`,
      like: sql`and text is not null`,
    })}
    where ${isFree(sql`f.prediction_id`, wanted)}
    order by f.prediction_id desc limit ${count}`;
}

function shadowed(wanted: CandidatesWanted): RawBuilder<Candidate> {
  const { model, challenger, count } = wanted;
  return sql<Candidate>`
    select p.id, md5(p.text) as hash
    from (
      select prediction_id, label from shadow_answer where model = ${model} and version = ${challenger}
      order by prediction_id desc limit ${sql.lit(newestShadows)}
    ) as s
    join lateral (select id, text from prediction
      where id = s.prediction_id and label <> s.label and text is not null limit 1) as p on true
    where ${isFree(sql`s.prediction_id`, wanted)}
      and ${isUnsaid(sql`s.prediction_id`)} and ${isNew(sql`p.text`, wanted)}
    order by s.prediction_id desc limit ${count}`;
}

function unsure(wanted: CandidatesWanted): RawBuilder<Candidate> {
  const { model, count } = wanted;
  return sql<Candidate>`
    select p.id, md5(p.text) as hash from prediction p
    where p.model = ${model} and p.unsure and p.text is not null
      and ${isFree(sql`p.id`, wanted)} and ${isUnsaid(sql`p.id`)}
      and ${isNew(sql`p.text`, wanted)}
    order by p.confidence, p.id limit ${count}`;
}

function leastSure(wanted: CandidatesWanted): RawBuilder<Candidate> {
  const { model, champion, count } = wanted;
  return sql<Candidate>`
    select p.id, md5(p.text) as hash
    from (
      select id, text, confidence from prediction where model = ${model} and version = ${champion}
      order by id desc limit ${sql.lit(newestAnswers)}
    ) as p
    where p.text is not null and ${isFree(sql`p.id`, wanted)}
      and ${isUnsaid(sql`p.id`)} and ${isNew(sql`p.text`, wanted)}
    order by p.confidence, p.id limit ${count}`;
}

/** In the order in which they should be labelled. */
export async function selectCandidates(
  db: Db,
  source: LabelSource,
  wanted: CandidatesWanted,
): Promise<readonly Candidate[]> {
  if (source === 'disputed') return (await disputed(wanted).execute(db)).rows;
  if (source === 'shadow') {
    return wanted.challenger === null ? [] : (await shadowed(wanted).execute(db)).rows;
  }
  const { rows } = await unsure(wanted).execute(db);
  if (rows.length >= wanted.count || wanted.champion === null) return rows;
  const known = new Set(rows.map(({ id }) => id));
  const others = await leastSure(wanted).execute(db);
  return [...rows, ...others.rows.filter(({ id }) => !known.has(id))].slice(0, wanted.count);
}
