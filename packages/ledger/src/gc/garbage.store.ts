import { type Kysely, sql } from 'kysely';
import type { BlobFacts } from '../blobs/blob-store.ts';
import type { Tables } from '../schema/tables.ts';

type Db = Kysely<Tables>;

/** Who refers to blobs. The foreign keys hold what is forgotten here; then it only costs a refused delete each time. */
export const referrers = [
  ['artifact', 'blob_sha256'],
  ['batch', 'input_sha256'],
  ['batch', 'model_sha256'],
  ['batch_part', 'sha256'],
  ['dataset_version', 'blob_sha256'],
  ['loose_file', 'blob_sha256'],
  ['model_version', 'blob_sha256'],
] as const;

const unreferenced = sql<boolean>`not exists (${sql.join(
  referrers.map(
    ([table, column]) =>
      sql`select 1 from ${sql.table(table)} where ${sql.ref(`${table}.${column}`)} = blob.sha256`,
  ),
  sql` union all `,
)})`;

export type Candidate = Pick<BlobFacts, 'sha256' | 'bytes'>;

/** Rows that nothing refers to and that nobody has kept since, in order of their hashes. */
export async function selectCandidates(
  db: Db,
  { keptBeforeMs, after, count }: { keptBeforeMs: number; after: string; count: number },
): Promise<Candidate[]> {
  return db
    .selectFrom('blob')
    .select(['sha256', 'bytes'])
    .where('sha256', '>', after)
    .where('created_ms', '<', keptBeforeMs)
    .where(unreferenced)
    .orderBy('sha256')
    .limit(count)
    .execute();
}

/** False where somebody has kept the bytes again. Rejects with a foreign key violation where somebody refers to them. */
export async function deleteBlobRow(db: Db, sha256: string, keptBeforeMs: number): Promise<boolean> {
  const deleted = await db
    .deleteFrom('blob')
    .where('sha256', '=', sha256)
    .where('created_ms', '<', keptBeforeMs)
    .executeTakeFirst();
  return Number(deleted.numDeletedRows) > 0;
}

export async function selectRecorded(db: Db, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db.selectFrom('blob').select('sha256').where('sha256', 'in', hashes).execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}
