import { type Kysely, sql } from 'kysely';
import { disputedPredictions } from '../predictions/disputed.store.ts';
import { firstPredictionIdAt } from '../predictions/prediction-id.ts';
import type { Tables } from '../schema/tables.ts';
import type { HomeCounts, HomeDataset, HomeFailedJob, HomeModel } from './home.ts';

type Db = Kysely<Tables>;

/** Counting further would tell nobody more. */
export const mostDisputed = 999;

interface ModelRow {
  name: string;
  description: string;
  versions: number;
  champion: number | null;
  facts: Readonly<Record<string, unknown>> | null;
  since_ms: number | null;
  moved_by: string | null;
  run_id: string | null;
  commit: string | null;
  data: string | null;
  newest: number | null;
  newest_ms: number | null;
  judged: 'promote' | 'refuse' | null;
  tried: number | null;
  mode: 'shadow' | 'canary';
  state: 'running' | 'aborted';
  reason: string;
  updated_ms: number;
  disputed: number;
}

/** One statement, each part of it a look into an index by the model’s key. */
export async function selectHomeModels(
  db: Db,
  { count, disputedSinceMs }: { readonly count: number; readonly disputedSinceMs: number },
): Promise<HomeModel[]> {
  const since = firstPredictionIdAt(disputedSinceMs);
  const { rows } = await sql<ModelRow>`
    select m.name, m.description,
      (select count(*) from model_version v where v.model_id = m.id and v.deleted_ms is null)::int as versions,
      champion.number as champion, champion.facts,
      moved.at_ms as since_ms, moved.actor as moved_by,
      run.id as run_id,
      (select t.value from run_tag t
        where t.run_no = run.no and t.key = 'mlflow.source.git.commit' and t.value <> '') as commit,
      coalesce(
        (select d.name || '@' || v.number from dataset_version v join dataset d on d.id = v.dataset_id
          where v.rows_sha256 = champion.facts ->> 'data' order by v.id limit 1),
        (select d.name || '@' || v.number from run_input i
          join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
          where i.run_no = run.no and i.context = 'training' order by i.id limit 1)
      ) as data,
      newest.number as newest, newest.created_ms as newest_ms,
      (select j.verdict from judgement j where j.candidate_id = newest.id order by j.id desc limit 1) as judged,
      tried.number as tried, t.mode, t.state, t.reason, t.updated_ms,
      (select count(*) from (
        select 1 from ${disputedPredictions({
          model: sql`m.name`,
          columns: sql`label`,
          like: sql`and text is not null`,
          range: sql`and prediction_id >= ${since}::uuid`,
        })}
        where not exists (
          select from label_task l where l.prediction_id = f.prediction_id and l.state = 'labelled'
        )
        limit ${sql.lit(mostDisputed)}
      ) disputed)::int as disputed
    from model m
    left join model_alias a on a.model_id = m.id and a.alias = 'champion'
    left join model_version champion on champion.id = a.version_id and champion.format = 'verdict'
    left join run on run.no = champion.run_no
    left join lateral (
      select at_ms, actor from alias_move
      where model_id = m.id and alias = 'champion' order by id desc limit 1
    ) moved on champion.id is not null
    left join lateral (
      select v.id, v.number, v.created_ms from model_version v
      where v.model_id = m.id and v.deleted_ms is null and v.status = 'ready' and v.format = 'verdict'
      order by v.number desc limit 1
    ) newest on true
    left join traffic t on t.model_id = m.id
    left join model_version tried on tried.id = t.version_id
    where m.deleted_ms is null
    order by champion.number is null, m.name collate "C"
    limit ${count}`.execute(db);
  return rows.map((row) => ({
    name: row.name,
    description: row.description,
    versions: row.versions,
    champion:
      row.champion === null
        ? null
        : {
            version: row.champion,
            facts: row.facts,
            sinceMs: row.since_ms,
            by: row.moved_by,
            runId: row.run_id,
            commit: row.commit,
            data: row.data,
          },
    newest: row.newest === null ? null : { version: row.newest, createdMs: row.newest_ms ?? 0 },
    judged: row.judged,
    traffic:
      row.tried === null
        ? null
        : {
            version: row.tried,
            mode: row.mode,
            state: row.state,
            reason: row.reason,
            updatedMs: row.updated_ms,
          },
    disputed: row.disputed,
  }));
}

/** Of those that were asked for lately, newest first. */
export async function selectFailedJobs(
  db: Db,
  { sinceMs, count }: { readonly sinceMs: number; readonly count: number },
): Promise<HomeFailedJob[]> {
  const rows = await db
    .selectFrom('job')
    .select(['id', 'kind', 'error', 'finished_ms', 'created_ms'])
    .where('state', '=', 'failed')
    .where('created_ms', '>=', sinceMs)
    .orderBy('created_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ id, kind, error, finished_ms, created_ms }) => ({
    id,
    kind,
    message: (error as { message: string } | null)?.message ?? '',
    finishedMs: finished_ms ?? created_ms,
  }));
}

/** The latest version of each data set, those with findings that are more than notes. */
export async function selectDataProblems(db: Db, count: number): Promise<HomeDataset[]> {
  const { rows } = await sql<{
    name: string;
    version: number;
    findings: HomeDataset['findings'];
    created_ms: number;
  }>`
    select d.name, latest.number as version, latest.findings, latest.created_ms
    from dataset d
    join lateral (
      select v.number, v.findings, v.created_ms from dataset_version v
      where v.dataset_id = d.id order by v.number desc limit 1
    ) latest on true
    where latest.findings @> '[{"severity":"warn"}]' or latest.findings @> '[{"severity":"refuse"}]'
    order by latest.created_ms desc, d.name
    limit ${count}`.execute(db);
  return rows.map(({ created_ms, ...row }) => ({ ...row, createdMs: created_ms }));
}

export async function selectHomeCounts(db: Db): Promise<HomeCounts> {
  const { rows } = await sql<HomeCounts>`
    select
      (select count(*) from dataset)::int as datasets,
      (select count(*) from run where deleted_ms is null)::int as runs,
      (select count(*) from model where deleted_ms is null)::int as models,
      (select count(*) from job where state = 'running')::int as "jobsRunning",
      (select count(*) from job where state = 'queued')::int as "jobsQueued"`.execute(db);
  return rows[0];
}
