import type { Ledger } from '@verdict/ledger';
import { sql } from 'kysely';

/** Jobs go by the database's clock, which no test sets: instead all that is to come comes nearer. */
export async function letTimePass(ledger: Ledger, ms: number): Promise<void> {
  await sql`update job set due_ms = due_ms - ${ms}, lease_ms = lease_ms - ${ms}`.execute(ledger.sql);
}
