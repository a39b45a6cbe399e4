import { sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { BlobFacts } from './blob-store.ts';

/** Until the transaction ends, nobody else publishes or removes the bytes of this hash. */
export async function lockBlob(inside: Ledger, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`verdict blob ${sha256}`}, 0))`.execute(
    inside.sql,
  );
}

/** Likewise of many, in the order of their hashes: two who want the same wait for one another and never for ever. */
export async function lockBlobs(inside: Ledger, hashes: readonly string[]): Promise<void> {
  for (const sha256 of [...hashes].sort()) await lockBlob(inside, sha256);
}

/** A row that is there becomes young again, so that garbage collection spares it until somebody refers to it. */
export async function upsertBlob(
  inside: Ledger,
  { sha256, md5, bytes }: BlobFacts,
  nowMs: number,
): Promise<void> {
  await inside.sql
    .insertInto('blob')
    .values({ sha256, md5, bytes, created_ms: nowMs })
    .onConflict((on) => on.column('sha256').doUpdateSet({ created_ms: nowMs }))
    .execute();
}

export async function upsertBlobs(inside: Ledger, blobs: readonly BlobFacts[], nowMs: number): Promise<void> {
  if (blobs.length === 0) return;
  await inside.sql
    .insertInto('blob')
    .values(blobs.map(({ sha256, md5, bytes }) => ({ sha256, md5, bytes, created_ms: nowMs })))
    .onConflict((on) => on.column('sha256').doUpdateSet({ created_ms: nowMs }))
    .execute();
}

export async function hasBlobRow({ sql: db }: Ledger, sha256: string): Promise<boolean> {
  const row = await db.selectFrom('blob').select('sha256').where('sha256', '=', sha256).executeTakeFirst();
  return row !== undefined;
}
