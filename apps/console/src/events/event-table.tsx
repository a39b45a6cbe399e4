import type { Event } from '@verdict/api';
import { Table, Td, Th, When } from '@verdict/ui';
import { PathLink } from '../shell/path-link.tsx';
import { describeEvent } from './describe-event.ts';
import { tones } from './event-list.tsx';

export interface EventTableProps {
  readonly events: readonly Event[];
  /** To see only what this one did. */
  readonly onActor?: (actor: string) => void;
}

export function EventTable({ events, onActor }: EventTableProps) {
  return (
    <Table label="Events, newest first">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th className="min-w-72">What</Th>
          <Th>Details</Th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => {
          const { did, href, tone } = describeEvent(event);
          return (
            <tr key={event.id}>
              <Td className="text-soft tabular-nums">
                <When ms={event.at_ms} />
              </Td>
              <Td className="max-w-52 break-words">
                {onActor ? (
                  <button
                    type="button"
                    className="min-h-6 text-left font-medium hover:underline"
                    title={`Only what ${event.actor} did`}
                    onClick={() => onActor(event.actor)}
                  >
                    {event.actor}
                  </button>
                ) : (
                  <span className="font-medium">{event.actor}</span>
                )}
              </Td>
              <Td>
                <span className="line-clamp-3 break-words" dir="auto">
                  {href ? (
                    <PathLink href={href} className={tones[tone]}>
                      {did}
                    </PathLink>
                  ) : (
                    did
                  )}
                </span>
              </Td>
              <Td>
                <Details event={event} />
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** As the record has it, for who wants to know exactly. */
function Details({ event }: { readonly event: Event }) {
  const { id, action, subject_kind, subject, request_id, before, after, detail } = event;
  const told = Object.entries({ before, after, detail }).filter(([, value]) => value !== null);
  return (
    <details>
      <summary className="text-soft min-h-6 whitespace-nowrap">{action}</summary>
      <dl className="mt-1 grid max-w-96 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
        <dt className="text-soft">{subject_kind}</dt>
        <dd className="break-all" dir="auto">
          {subject}
        </dd>
        {told.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="font-mono break-all whitespace-pre-wrap" dir="auto">
              {shortened(JSON.stringify(value))}
            </dd>
          </div>
        ))}
        <dt className="text-soft">event</dt>
        <dd>{id}</dd>
        {request_id && (
          <>
            <dt className="text-soft">request</dt>
            <dd className="break-all">{request_id}</dd>
          </>
        )}
      </dl>
    </details>
  );
}

/** Some tell of whole policies; the API has the rest. */
function shortened(json: string): string {
  return json.length > 600 ? `${json.slice(0, 600)} …` : json;
}
