import type { Event } from '@verdict/api';
import { gather } from '../record/all-pages.ts';
import { wholeId } from '../record/find-by-prefix.ts';
import { type Around, withRecord } from '../record/with-record.ts';
import { sayList } from '../report/say-list.ts';
import { columns } from '../terminal/columns.ts';
import { ago } from '../terminal/times.ts';

export interface EventsAsked {
  readonly action: string | null;
  readonly kind: string | null;
  readonly subject: string | null;
  readonly limit: number;
}

export async function listEvents(
  { action, kind, subject, limit }: EventsAsked,
  around: Around,
): Promise<void> {
  const query = {
    ...(action !== null && { action }),
    ...(kind !== null && { subject_kind: kind }),
    ...(subject !== null && { subject }),
  };
  const found = await withRecord(around, ({ client }) =>
    gather(
      limit,
      (page) => client.events.list({ ...query, ...page }),
      ({ events }) => events,
    ),
  );
  sayList(around, found, {
    name: 'events',
    lines: eventLines,
    empty: 'Nothing of that kind has happened; verdict events shows all that has.',
  });
}

export function eventLines(events: readonly Event[], nowMs: number): string[] {
  return columns(
    [
      { title: 'when' },
      { title: 'who', gives: true },
      { title: 'what' },
      { title: 'of', gives: true },
      { title: 'change', gives: true },
    ],
    events.map(({ at_ms, actor, action, subject, before, after, detail }) => [
      ago(at_ms, nowMs),
      actor,
      action,
      shortId(subject),
      changeOf(before, after) ?? reasonIn(detail) ?? '',
    ]),
  );
}

function changeOf(before: unknown, after: unknown): string | null {
  if (before === null && after === null) return null;
  return before === null ? short(after) : `${short(before)} → ${short(after)}`;
}

/** Ids are as long as a line. */
function shortId(text: string): string {
  return wholeId.test(text) ? text.slice(0, 8) : text;
}

function reasonIn(detail: unknown): string | null {
  const { reason } = (detail ?? {}) as { reason?: unknown };
  return typeof reason === 'string' && reason !== '' ? reason : null;
}

function short(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, own]) => `${name} ${typeof own === 'object' ? JSON.stringify(own) : String(own)}`)
    .join(', ');
}
