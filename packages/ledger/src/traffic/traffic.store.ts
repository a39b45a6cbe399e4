import type { Kysely, Selectable } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import { type Traffic, type TrafficRules, usualRules } from './traffic.ts';

function trafficQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('traffic')
    .innerJoin('model', 'model.id', 'traffic.model_id')
    .innerJoin('model_version', 'model_version.id', 'traffic.version_id')
    .selectAll('traffic')
    .select(['model.name as model_name', 'model_version.number']);
}

type TrafficRow = Awaited<ReturnType<ReturnType<typeof trafficQuery>['execute']>>[number];

function trafficOf(row: TrafficRow): Traffic {
  return {
    model: row.model_name,
    version: row.number,
    mode: row.mode,
    percent: row.percent,
    rules: rulesOf(row.rules),
    state: row.state,
    reason: row.reason,
    startedMs: row.started_ms,
    updatedMs: row.updated_ms,
    updatedBy: row.updated_by,
  };
}

/** A rule that is younger than the row has its usual value. */
export function rulesOf(stored: unknown): TrafficRules {
  return { ...usualRules, ...(stored as Partial<TrafficRules>) };
}

export async function selectTraffic(db: Kysely<Tables>, modelId: number): Promise<Traffic | null> {
  const row = await trafficQuery(db).where('traffic.model_id', '=', modelId).executeTakeFirst();
  return row ? trafficOf(row) : null;
}

export type TrafficToWrite = Omit<Selectable<Tables['traffic']>, 'rules'> & { readonly rules: TrafficRules };

/** Call it with the model locked. */
export async function writeTraffic({ sql: db }: Ledger, { rules, ...row }: TrafficToWrite): Promise<void> {
  const { model_id, ...changing } = { ...row, rules: JSON.stringify(rules) };
  await db
    .insertInto('traffic')
    .values({ model_id, ...changing })
    .onConflict((on) => on.column('model_id').doUpdateSet(changing))
    .execute();
}

export async function deleteTraffic({ sql: db }: Ledger, modelId: number): Promise<void> {
  await db.deleteFrom('traffic').where('model_id', '=', modelId).execute();
}
