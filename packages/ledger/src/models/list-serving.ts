import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger.ts';
import { rulesOf } from '../traffic/traffic.store.ts';
import type { TrafficMode, TrafficRules } from '../traffic/traffic.ts';
import { champion } from './model.ts';

export interface ServingVersion {
  readonly model: string;
  readonly version: number;
  readonly runId: string | null;
  readonly sha256: string;
  readonly bytes: number;
}

/** A challenger that is being tried on the questions to its model. */
export interface ServingTraffic {
  readonly model: string;
  /** Its number; the version itself is among the challengers. */
  readonly challenger: number;
  readonly mode: TrafficMode;
  readonly percent: number;
  readonly rules: TrafficRules;
  /** Tells trials of one version apart. */
  readonly startedMs: number;
}

export interface Serving {
  /** Another one whenever what should be served is another, the same on every replica. */
  readonly revision: string;
  /** The champion of every model, by name. */
  readonly versions: readonly ServingVersion[];
  /** What is tried beside them, by name: in memory too, and never what a name alone means. */
  readonly challengers: readonly ServingVersion[];
  /** How, in the same order. */
  readonly traffic: readonly ServingTraffic[];
}

/** What every process should have in memory, and whom it should ask. */
export async function listServing({ sql: db }: Ledger): Promise<Serving> {
  // One statement, so that nobody sees a challenger both in service and on trial.
  const rows = await db
    .selectFrom('model')
    .innerJoin('model_alias', 'model_alias.model_id', 'model.id')
    .leftJoin('traffic', (join) =>
      join.onRef('traffic.model_id', '=', 'model.id').on('traffic.state', '=', 'running'),
    )
    .innerJoin('model_version', (join) =>
      join.on((eb) =>
        eb('model_version.id', 'in', [eb.ref('model_alias.version_id'), eb.ref('traffic.version_id')]),
      ),
    )
    .leftJoin('run', 'run.no', 'model_version.run_no')
    .select([
      'model.name',
      'model_version.id',
      'model_version.number',
      'run.id as run_id',
      'model_version.blob_sha256',
      'model_version.bytes',
      'traffic.version_id as challenger_id',
      'traffic.mode',
      'traffic.percent',
      'traffic.rules',
      'traffic.started_ms',
    ])
    .where('model_alias.alias', '=', champion)
    .where('model_version.format', '=', 'verdict')
    .orderBy('model.name')
    .execute();
  const versions: ServingVersion[] = [];
  const challengers: ServingVersion[] = [];
  const traffic: ServingTraffic[] = [];
  for (const row of rows) {
    if (row.blob_sha256 === null) continue;
    const version = {
      model: row.name,
      version: row.number,
      runId: row.run_id,
      sha256: row.blob_sha256,
      bytes: row.bytes ?? 0,
    };
    const { mode, percent, rules, started_ms: startedMs } = row;
    if (row.id !== row.challenger_id || mode === null || percent === null || startedMs === null) {
      versions.push(version);
      continue;
    }
    challengers.push(version);
    traffic.push({
      model: row.name,
      challenger: row.number,
      mode,
      percent,
      rules: rulesOf(rules),
      startedMs,
    });
  }
  return { revision: revisionOf(versions, challengers, traffic), versions, challengers, traffic };
}

function revisionOf(
  versions: readonly ServingVersion[],
  challengers: readonly ServingVersion[],
  traffic: readonly ServingTraffic[],
): string {
  const told = [versions, challengers].map((each) =>
    each.map(({ model, version, sha256 }) => [model, version, sha256]),
  );
  return createHash('sha256')
    .update(JSON.stringify([...told, traffic]))
    .digest('hex')
    .slice(0, 32);
}
