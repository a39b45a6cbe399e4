import { type Kysely, type RawBuilder, sql } from 'kysely';
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

/** Newest first. Further back than this nobody waits for an answer, and the look stays short. */
const newestDisputes = 5000;
const newestShadows = 5000;
/** Of a model that marks nothing unsure: the least sure of so many. */
const newestAnswers = 1000;

/** What nobody has labelled, put aside or is reading now. */
const isFree = (id: RawBuilder<unknown>, { nowMs, mine }: CandidatesWanted) => sql`not exists (
  select from label_task t where t.prediction_id = ${id} and (t.state = 'labelled'
    or t.until_ms > ${nowMs}::bigint and (t.state = 'skipped' or t.actor is distinct from ${mine}::text)))`;

/** Nobody said anything of it. One look-up each: as a join the planner may read all feedback that there is. */
const isUnsaid = (id: RawBuilder<unknown>) =>
  sql`(select f.id from feedback f where f.prediction_id = ${id} limit 1) is null`;

function disputed(wanted: CandidatesWanted): RawBuilder<Candidate> {
  const { model, count } = wanted;
  return sql<Candidate>`
    select p.id, md5(p.text) as hash
    from (
      select distinct prediction_id from (
        select prediction_id from feedback where model = ${model} and label <> said
        order by prediction_id desc limit ${sql.lit(newestDisputes)}
      ) as newest
    ) as f
    join lateral (select id, text, label from prediction
      where id = f.prediction_id and text is not null limit 1) as p on true
    -- Who took it back disputes it no longer.
    join lateral (select label from feedback where prediction_id = f.prediction_id
      order by id desc limit 1) as latest on latest.label <> p.label
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
      and ${isUnsaid(sql`s.prediction_id`)}
    order by s.prediction_id desc limit ${count}`;
}

function unsure(wanted: CandidatesWanted): RawBuilder<Candidate> {
  const { model, count } = wanted;
  return sql<Candidate>`
    select p.id, md5(p.text) as hash from prediction p
    where p.model = ${model} and p.unsure and p.text is not null
      and ${isFree(sql`p.id`, wanted)} and ${isUnsaid(sql`p.id`)}
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
      and ${isUnsaid(sql`p.id`)}
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
