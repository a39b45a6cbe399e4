import type { Event } from '@verdict/api';
import { classNames, When } from '@verdict/ui';
import { PathLink } from '../shell/path-link.tsx';
import { describeEvent } from './describe-event.ts';

/** In short, beside other things. */
export function EventList({ events }: { readonly events: readonly Event[] }) {
  return (
    <ol className="flex flex-col">
      {events.map((event) => {
        const { did, href, tone } = describeEvent(event);
        return (
          <li key={event.id} className="border-line border-b py-2 text-sm last:border-b-0">
            <p className="line-clamp-3 break-words" dir="auto">
              <span className="font-medium">{event.actor}</span>{' '}
              {href ? (
                <PathLink
                  href={href}
                  className={classNames('decoration-line hover:decoration-current', tones[tone])}
                >
                  {did}
                </PathLink>
              ) : (
                <span className={tones[tone]}>{did}</span>
              )}
            </p>
            <p className="text-soft text-xs">
              <When ms={event.at_ms} relative />
            </p>
          </li>
        );
      })}
    </ol>
  );
}

export const tones = {
  bad: 'text-bad underline',
  good: 'text-good underline',
  neutral: 'underline',
} as const;
