import type { Kysely } from 'kysely';
import type { Actor, Ledger } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { Judgement, JudgementToRecord, Reason } from './judgement.ts';
import { storedJson } from './stored-json.ts';

export interface Contestants {
  readonly modelId: number;
  readonly candidateId: number;
  readonly championId: number | null;
}

export async function insertJudgement(
  inside: Ledger,
  by: Actor,
  { modelId, candidateId, championId }: Contestants,
  judgement: JudgementToRecord,
): Promise<number> {
  const { id } = await inside.sql
    .insertInto('judgement')
    .values({
      model_id: modelId,
      candidate_id: candidateId,
      champion_id: championId,
      verdict: judgement.verdict,
      reasons: storedJson(judgement.reasons),
      numbers: storedJson(judgement.numbers),
      policy: storedJson(judgement.policy),
      rows_sha256: judgement.rowsSha256,
      rows: judgement.rows,
      created_ms: inside.clock(),
      created_by: by.name,
      request_id: by.requestId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface JudgementsWanted {
  readonly modelId: number;
  readonly candidate: number | null;
  /** Only those older than this one. */
  readonly beforeId: number | null;
  readonly count: number;
}

/** Newest first. */
export async function selectJudgements(
  db: Kysely<Tables>,
  { modelId, candidate, beforeId, count }: JudgementsWanted,
): Promise<Judgement[]> {
  const rows = await judgementQuery(db)
    .where('judgement.model_id', '=', modelId)
    .$if(candidate !== null, (query) => query.where('candidate.number', '=', candidate))
    .$if(beforeId !== null, (query) => query.where('judgement.id', '<', beforeId))
    .orderBy('judgement.id', 'desc')
    .limit(count)
    .execute();
  return rows.map(judgementOf);
}

export async function selectJudgement(db: Kysely<Tables>, id: number): Promise<Judgement> {
  return judgementOf(await judgementQuery(db).where('judgement.id', '=', id).executeTakeFirstOrThrow());
}

export async function selectJudgementOf(
  db: Kysely<Tables>,
  modelId: number,
  id: number,
): Promise<Judgement | null> {
  const row = await judgementQuery(db)
    .where('judgement.model_id', '=', modelId)
    .where('judgement.id', '=', id)
    .executeTakeFirst();
  return row ? judgementOf(row) : null;
}

function judgementQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('judgement')
    .innerJoin('model', 'model.id', 'judgement.model_id')
    .innerJoin('model_version as candidate', 'candidate.id', 'judgement.candidate_id')
    .leftJoin('model_version as champion', 'champion.id', 'judgement.champion_id')
    .selectAll('judgement')
    .select(['model.name as model', 'candidate.number as candidate', 'champion.number as champion']);
}

function judgementOf(
  row: Awaited<ReturnType<ReturnType<typeof judgementQuery>['execute']>>[number],
): Judgement {
  return {
    id: row.id,
    model: row.model,
    candidate: row.candidate,
    champion: row.champion,
    verdict: row.verdict,
    reasons: row.reasons as readonly Reason[],
    numbers: row.numbers as Judgement['numbers'],
    policy: row.policy as Judgement['policy'],
    rows: row.rows,
    rowsSha256: row.rows_sha256,
    createdMs: row.created_ms,
    createdBy: row.created_by,
  };
}
