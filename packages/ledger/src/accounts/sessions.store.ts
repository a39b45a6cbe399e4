import { sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { Role } from './permissions.ts';
import type { SessionFacts } from './session.ts';

export interface NewSessionRow extends SessionFacts {
  readonly sha256: string;
  readonly accountId: number;
  readonly browser: string;
}

export async function insertSession({ sql: db }: Ledger, session: NewSessionRow): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_sha256: session.sha256,
      account_id: session.accountId,
      created_ms: session.createdMs,
      seen_ms: session.seenMs,
      ends_ms: session.endsMs,
      browser: session.browser,
    })
    .execute();
}

export interface SessionToCheck extends SessionFacts {
  readonly account: string;
  readonly role: Role;
  readonly disabled: boolean;
}

export async function sessionToCheck({ sql: db }: Ledger, sha256: string): Promise<SessionToCheck | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select([
      'account.name as account',
      'account.role',
      'account.disabled',
      'session.created_ms as createdMs',
      'session.seen_ms as seenMs',
      'session.ends_ms as endsMs',
    ])
    .where('session.token_sha256', '=', sha256)
    .executeTakeFirst();
  return row ?? null;
}

/** Never back: of two requests at once the later one counts. */
export async function markSeen({ sql: db }: Ledger, sha256: string, nowMs: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ seen_ms: nowMs })
    .where('token_sha256', '=', sha256)
    .where('seen_ms', '<', nowMs)
    .execute();
}

/** Whose it was; null where there was none. */
export async function deleteSession({ sql: db }: Ledger, sha256: string): Promise<string | null> {
  const row = await db
    .deleteFrom('session')
    .using('account')
    .whereRef('account.id', '=', 'session.account_id')
    .where('session.token_sha256', '=', sha256)
    .returning('account.name')
    .executeTakeFirst();
  return row?.name ?? null;
}

export async function deleteSessionsOf({ sql: db }: Ledger, accountId: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** All but the newest `keep` of the account. */
export async function deleteOldest({ sql: db }: Ledger, accountId: number, keep: number): Promise<void> {
  await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('token_sha256', 'in', (from) =>
      from
        .selectFrom('session')
        .select('token_sha256')
        .where('account_id', '=', accountId)
        .orderBy('created_ms', 'desc')
        .orderBy('token_sha256')
        .limit(1_000_000)
        .offset(keep),
    )
    .execute();
}

/** A thousand at a time: one that signs in must not wait for a year's sessions to go. */
export async function deleteEnded({ sql: db }: Ledger, nowMs: number): Promise<void> {
  await sql`
    delete from session where token_sha256 in (
      select token_sha256 from session where ends_ms <= ${nowMs} order by ends_ms limit 1000
    )`.execute(db);
}
