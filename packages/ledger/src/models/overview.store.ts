import { type Kysely, sql } from 'kysely';
import { firstPredictionIdAt } from '../predictions/prediction-id.ts';
import type { Tables } from '../schema/tables.ts';
import type { AliasMove } from './alias-move.ts';
import { aliasMoves } from './aliases.store.ts';
import { champion } from './model.ts';

export interface AskedCount {
  readonly count: number;
  /** There were more than are counted. */
  readonly more: boolean;
}

/** Counting on would read the log itself; how fast it grows is the metrics' to tell. */
export const mostAsked = 5000;

/** Questions that any version of each model answered since then, one bounded look into an index a version. */
export async function countAsked(
  db: Kysely<Tables>,
  { models, version, sinceMs }: AskedWanted,
): Promise<ReadonlyMap<string, AskedCount>> {
  if (models.length === 0) return new Map();
  const since = firstPredictionIdAt(sinceMs);
  const { rows } = await sql<{ name: string; asked: number }>`
    select model.name, (
      select count(*) from (
        select 1 from model_version v
        join lateral (
          select 1 from prediction p
          where p.model = model.name and p.version = v.number and p.id >= ${since}::uuid
          -- In the index's order: without it the planner would rather read a small log whole.
          order by p.id desc limit ${sql.lit(mostAsked + 1)}
        ) said on true
        where v.model_id = model.id and (${version}::int is null or v.number = ${version}::int)
        limit ${sql.lit(mostAsked + 1)}
      ) counted
    )::int as asked
    from model where model.name in (${sql.join(models)}) and model.deleted_ms is null`.execute(db);
  return new Map(
    rows.map(({ name, asked }) => [name, { count: Math.min(asked, mostAsked), more: asked > mostAsked }]),
  );
}

export interface AskedWanted {
  readonly models: readonly string[];
  /** Null: of any version. */
  readonly version: number | null;
  readonly sinceMs: number;
}

/** Every move of the champion, newest first. */
export async function selectChampionMoves(
  db: Kysely<Tables>,
  { modelId, count }: { readonly modelId: number; readonly count: number },
): Promise<AliasMove[]> {
  return aliasMoves(db)
    .where('alias_move.model_id', '=', modelId)
    .where('alias_move.alias', '=', champion)
    .orderBy('alias_move.id', 'desc')
    .limit(count)
    .execute();
}

/** The nearest that are there, below and above. */
export async function selectNeighbours(
  db: Kysely<Tables>,
  { modelId, version }: { readonly modelId: number; readonly version: number },
): Promise<{ readonly older: number | null; readonly newer: number | null }> {
  const { rows } = await sql<{ older: number | null; newer: number | null }>`
    select
      (select max(number) from model_version
        where model_id = ${modelId} and number < ${version} and deleted_ms is null) as older,
      (select min(number) from model_version
        where model_id = ${modelId} and number > ${version} and deleted_ms is null) as newer`.execute(db);
  return rows[0] ?? { older: null, newer: null };
}
