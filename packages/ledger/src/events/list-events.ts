import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { assertStorable } from '../names.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import { selectEvents } from './event.store.ts';
import type { LedgerEvent } from './event.ts';

export interface EventsQuery extends PageOptions {
  readonly subjectKind?: string;
  /** Within a kind: `film-reviews` names a dataset and a model alike. */
  readonly subject?: string;
  readonly action?: string;
  /** Who did it. */
  readonly actor?: string;
}

/** Newest first. */
export async function listEvents(ledger: Ledger, wanted: EventsQuery = {}): Promise<Page<LedgerEvent>> {
  const { subjectKind = null, subject = null, action = null, actor = null } = wanted;
  if (subject !== null && subjectKind === null) {
    throw new LedgerError('VALUE_INVALID', 'A subject alone is not enough; give its kind too, such as run.');
  }
  for (const [what, value] of Object.entries({ subjectKind, subject, action, actor })) {
    if (value !== null) assertStorable(`The ${what} asked for`, value, 1000);
  }
  const query = ['events', subjectKind, subject, action, actor];
  const limit = pageLimit(wanted.limit);
  const after = decodePageToken(query, wanted.pageToken, ['integer']);
  const rows = await selectEvents(ledger.sql, {
    subjectKind,
    subject,
    action,
    actor,
    beforeId: (after?.[0] as number | undefined) ?? null,
    count: limit + 1,
  });
  return pageOf(rows, limit, {
    item: (event) => event,
    token: ({ id }) => encodePageToken(query, [id]),
  });
}
