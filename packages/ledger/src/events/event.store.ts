import type { Kysely, Selectable } from 'kysely';
import type { Actor } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { EventToRecord, LedgerEvent } from './event.ts';

export async function insertEvent(
  sql: Kysely<Tables>,
  by: Actor,
  atMs: number,
  { action, subjectKind, subject, before, after, detail }: EventToRecord,
): Promise<void> {
  await sql
    .insertInto('event')
    .values({
      at_ms: atMs,
      actor: by.name,
      request_id: by.requestId,
      action,
      subject_kind: subjectKind,
      subject,
      before: asJson(before),
      after: asJson(after),
      detail: asJson(detail),
    })
    .execute();
}

export interface EventsWanted {
  readonly subjectKind: string | null;
  readonly subject: string | null;
  readonly action: string | null;
  readonly actor: string | null;
  /** Only those older than this one. */
  readonly beforeId: number | null;
  readonly count: number;
}

/** Newest first. */
export async function selectEvents(
  sql: Kysely<Tables>,
  { subjectKind, subject, action, actor, beforeId, count }: EventsWanted,
): Promise<LedgerEvent[]> {
  const rows = await sql
    .selectFrom('event')
    .selectAll()
    .$if(subjectKind !== null, (query) => query.where('subject_kind', '=', subjectKind as string))
    .$if(subject !== null, (query) => query.where('subject', '=', subject as string))
    .$if(action !== null, (query) => query.where('action', '=', action as string))
    .$if(actor !== null, (query) => query.where('actor', '=', actor as string))
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId as number))
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map(eventOf);
}

function eventOf(row: Selectable<Tables['event']>): LedgerEvent {
  return {
    id: row.id,
    atMs: row.at_ms,
    actor: row.actor,
    requestId: row.request_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subject: row.subject,
    before: row.before,
    after: row.after,
    detail: row.detail,
  };
}

function asJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value, storable);
}

/** An event must not fail what it tells of: what jsonb cannot hold is replaced in the telling. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value;
}
