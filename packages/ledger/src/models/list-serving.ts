import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger.ts';
import { champion } from './model.ts';

export interface ServingVersion {
  readonly model: string;
  readonly version: number;
  readonly runId: string | null;
  readonly sha256: string;
  readonly bytes: number;
}

export interface Serving {
  /** Another one whenever what should be served is another, the same on every replica. */
  readonly revision: string;
  /** By name. */
  readonly versions: readonly ServingVersion[];
}

/** The champion of every model. */
export async function listServing({ sql: db }: Ledger): Promise<Serving> {
  const rows = await db
    .selectFrom('model_alias')
    .innerJoin('model', 'model.id', 'model_alias.model_id')
    .innerJoin('model_version', 'model_version.id', 'model_alias.version_id')
    .leftJoin('run', 'run.no', 'model_version.run_no')
    .select([
      'model.name',
      'model_version.number',
      'run.id as run_id',
      'model_version.blob_sha256',
      'model_version.bytes',
    ])
    .where('model_alias.alias', '=', champion)
    .where('model_version.format', '=', 'verdict')
    .orderBy('model.name')
    .execute();
  const versions = rows.flatMap((row) =>
    row.blob_sha256 === null
      ? []
      : {
          model: row.name,
          version: row.number,
          runId: row.run_id,
          sha256: row.blob_sha256,
          bytes: row.bytes ?? 0,
        },
  );
  return { revision: revisionOf(versions), versions };
}

function revisionOf(versions: readonly ServingVersion[]): string {
  const told = versions.map(({ model, version, sha256 }) => [model, version, sha256]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
}
