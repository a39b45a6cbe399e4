import type { Ledger } from '../ledger.ts';
import type { ServingVersion } from './list-serving.ts';

/** A version's number of PostgreSQL's type `integer`; no version has a larger one. */
const largestNumber = 2 ** 31 - 1;

/** A version that can serve, in service or not; null: there is none, or it is deleted, or of another form. */
export async function findServable(
  { sql: db }: Ledger,
  wanted: { readonly model: string; readonly version: number },
): Promise<ServingVersion | null> {
  const { model, version } = wanted;
  if (model.includes('\0') || !Number.isSafeInteger(version) || version < 1 || version > largestNumber) {
    return null;
  }
  const row = await db
    .selectFrom('model_version')
    .innerJoin('model', 'model.id', 'model_version.model_id')
    .leftJoin('run', 'run.no', 'model_version.run_no')
    .select(['run.id as run_id', 'model_version.blob_sha256', 'model_version.bytes'])
    .where('model.name', '=', model)
    .where('model.deleted_ms', 'is', null)
    .where('model_version.number', '=', version)
    .where('model_version.deleted_ms', 'is', null)
    .where('model_version.format', '=', 'verdict')
    .executeTakeFirst();
  if (!row?.blob_sha256) return null;
  return { model, version, runId: row.run_id, sha256: row.blob_sha256, bytes: row.bytes ?? 0 };
}

/** Whether these are the bytes of a version that can serve: data sets and artifacts are in the same store. */
export async function isServable({ sql: db }: Ledger, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('model_version')
    .select('number')
    .where('blob_sha256', '=', sha256)
    .where('format', '=', 'verdict')
    .where('deleted_ms', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
