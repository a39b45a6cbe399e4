import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import { firstPredictionIdAt } from '../predictions/prediction-id.ts';
import type { Disagreement, TrafficReport, TrafficSide } from './traffic-report.ts';

interface SideAsked {
  readonly model: string;
  readonly sinceMs: number;
  readonly most: number;
}

interface ShadowAsked extends SideAsked {
  readonly champion: number | null;
  readonly challenger: number;
  readonly examples: number;
}

interface SummaryRow {
  readonly answers: number | string;
  readonly failures: number | string;
  readonly confidence: number | null;
  readonly labels: Readonly<Record<string, number>> | null;
  readonly took_us: readonly number[] | null;
  readonly labelled: number | string;
  readonly correct: number | string;
}

/** What counts: the label of the queue, or else the latest feedback, whose label is a class of the model. */
const truth = sql`left join lateral (
    select coalesce(
      (select t.label from label_task t
        where t.prediction_id = asked.id and t.state = 'labelled' and asked.scores -> t.label is not null),
      (select f.label from feedback f where f.prediction_id = asked.id and asked.scores -> f.label is not null
        order by f.id desc limit 1)
    ) as label
  ) truth on true`;

/** One row with everything of a side; `asked` has id, label, confidence, scores, took_us and failed. */
function summary(asked: RawBuilder<unknown>): RawBuilder<SummaryRow> {
  return sql<SummaryRow>`with asked as materialized (${asked})
    select count(*) filter (where asked.failed is null) as answers,
      count(*) filter (where asked.failed is not null) as failures,
      (select jsonb_object_agg(label, times) from (
        select label, count(*) as times from asked where failed is null group by label
      ) by_label) as labels,
      avg(asked.confidence) filter (where asked.failed is null) as confidence,
      percentile_cont(array[0.5, 0.95, 0.99]) within group (order by asked.took_us)
        filter (where asked.failed is null) as took_us,
      count(truth.label) filter (where asked.failed is null) as labelled,
      count(*) filter (where asked.failed is null and truth.label = asked.label) as correct
    from asked ${truth}`;
}

function sideOf(version: number, row: SummaryRow | undefined): TrafficSide {
  const [p50, p95, p99] = (row?.took_us ?? []).map((us) => us / 1000);
  return {
    version,
    answers: Number(row?.answers ?? 0),
    failures: Number(row?.failures ?? 0),
    labels: row?.labels ?? {},
    meanConfidence: row?.confidence ?? null,
    latencyMs: p50 === undefined ? null : { p50, p95, p99 },
    labelled: Number(row?.labelled ?? 0),
    correct: Number(row?.correct ?? 0),
  };
}

/** What one version answered while the questions were shared out. */
export async function selectCanarySide(
  { sql: db }: Ledger,
  { model, version, sinceMs, most }: SideAsked & { readonly version: number },
): Promise<TrafficSide> {
  const since = firstPredictionIdAt(sinceMs);
  const said = sql`
    (select id, label, confidence, scores, took_us, null::text as failed from prediction
      where model = ${model} and version = ${version} and id >= ${since}::uuid and part <> 'asked'
      order by id desc limit ${sql.lit(most)})`;
  const failed = sql`
    (select prediction_id, null::text, null::double precision, null::jsonb, took_us, failed from shadow_answer
      where model = ${model} and version = ${version} and prediction_id >= ${since}::uuid and failed is not null
      order by prediction_id desc limit ${sql.lit(most)})`;
  const { rows } = await summary(sql`${said} union all ${failed}`).execute(db);
  return sideOf(version, rows[0]);
}

/** What both said to the same questions. */
export async function selectShadow(
  { sql: db }: Ledger,
  { model, champion, challenger, sinceMs, most, examples }: ShadowAsked,
): Promise<Pick<TrafficReport, 'champion' | 'challenger' | 'agreement'>> {
  // Where nothing is in service the trial has ended, or will in a moment; nothing is compared then.
  const pairs = sql`
    select p.id, p.at_ms, p.text, p.label as said, p.confidence as said_confidence, p.took_us as said_us,
      p.scores, s.label, s.confidence, s.took_us, s.failed
    from (
      select * from shadow_answer
      where model = ${model} and version = ${challenger} and prediction_id >= ${firstPredictionIdAt(sinceMs)}::uuid
      order by prediction_id desc limit ${sql.lit(most)}
    ) s
    -- One look-up by key each: joined otherwise, the planner may read the whole log.
    join lateral (select * from prediction where id = s.prediction_id limit 1) p on true
    where p.version = ${champion} and p.model = ${model}`;
  const ofChallenger = summary(pairs);
  const ofChampion = summary(
    sql`select id, said as label, said_confidence as confidence, scores, said_us as took_us, null::text as failed
      from (${pairs}) pairs`,
  );
  const [challengerRow] = (await ofChallenger.execute(db)).rows;
  const [championRow] = (await ofChampion.execute(db)).rows;
  const matrix = (
    await sql<{ champion: string; challenger: string; count: number | string }>`
      select said as champion, label as challenger, count(*) from (${pairs}) pairs where failed is null
      group by said, label order by count(*) desc, said, label`.execute(db)
  ).rows.map(({ count, ...pair }) => ({ ...pair, count: Number(count) }));
  const disagreements = await sql<DisagreementRow>`
    select id, at_ms, text, said, said_confidence, label, confidence from (${pairs}) pairs
    where failed is null and said <> label order by id desc limit ${sql.lit(examples)}`.execute(db);
  return {
    champion: champion === null ? null : sideOf(champion, championRow),
    challenger: sideOf(challenger, challengerRow),
    agreement: {
      compared: matrix.reduce((sum, { count }) => sum + count, 0),
      agreed: matrix.reduce((sum, pair) => sum + (pair.champion === pair.challenger ? pair.count : 0), 0),
      matrix,
      disagreements: disagreements.rows.map(disagreementOf),
    },
  };
}

interface DisagreementRow {
  readonly id: string;
  readonly at_ms: number | string;
  readonly text: string | null;
  readonly said: string;
  readonly said_confidence: number;
  readonly label: string;
  readonly confidence: number;
}

function disagreementOf(row: DisagreementRow): Disagreement {
  return {
    predictionId: row.id,
    atMs: Number(row.at_ms),
    text: row.text,
    champion: { label: row.said, confidence: row.said_confidence },
    challenger: { label: row.label, confidence: row.confidence },
  };
}
