import type { EventsQuery, EventsReply } from '../events.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface EventsClient {
  /** Newest first. */
  readonly list: (query?: EventsQuery, options?: CallOptions) => Promise<EventsReply>;
}

export function eventsClient({ json }: Transport): EventsClient {
  return {
    list: (query, options) =>
      json({ method: 'GET', path: '/api/v1/events', query: { ...query }, harmless: true }, options),
  };
}
