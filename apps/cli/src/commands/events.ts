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
  if (before === null || after === null) return before === null ? short(after) : `${short(before)} → none`;
  const [from, to] =
    typeof before === 'object' && typeof after === 'object' ? apart(before, after) : [before, after];
  return `${short(from)} → ${short(to)}`;
}

/** Of two objects the fields that differ; all of them where none does. */
function apart(before: object, after: object): readonly [unknown, unknown] {
  const from = new Map(Object.entries(before).map(([name, own]) => [name, JSON.stringify(own)]));
  const to = new Map(Object.entries(after).map(([name, own]) => [name, JSON.stringify(own)]));
  const differs = ([name]: readonly [string, unknown]): boolean => from.get(name) !== to.get(name);
  const sides = [before, after].map((side) => Object.fromEntries(Object.entries(side).filter(differs)));
  return sides.every((side) => Object.keys(side).length === 0) ? [before, after] : [sides[0], sides[1]];
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
  // Numbers and names first: a line has room for little.
  return Object.entries(value)
    .sort(([, one], [, other]) => Number(typeof one === 'object') - Number(typeof other === 'object'))
    .map(([name, own]) => `${name} ${typeof own === 'object' ? JSON.stringify(own) : String(own)}`)
    .join(', ');
}
