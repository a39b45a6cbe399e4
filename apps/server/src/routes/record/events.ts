import { EventsQuery, EventsReply } from '@verdict/api';
import { listEvents } from '@verdict/ledger';
import { recordErrors, refusals } from '../../schemas.ts';
import { pageOf } from './paging.ts';
import { presentEvent } from './present-events.ts';
import type { RecordInput } from './record-input.ts';

export function eventRoutes({ app, ledger }: RecordInput): void {
  app.get(
    '/api/v1/events',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'events.list',
        summary: 'List what happened to the record, newest first',
        tags: ['events'],
        querystring: EventsQuery,
        response: { 200: EventsReply, ...refusals(...recordErrors, 'VALUE_INVALID', 'PAGE_TOKEN_INVALID') },
      },
    },
    async (request) => {
      const { subject_kind, subject, action, actor } = request.query;
      const { items, nextPageToken } = await listEvents(ledger, {
        ...(subject_kind !== undefined && { subjectKind: subject_kind }),
        ...(subject !== undefined && { subject }),
        ...(action !== undefined && { action }),
        ...(actor !== undefined && { actor }),
        ...pageOf(request.query),
      });
      return { events: items.map(presentEvent), next_page_token: nextPageToken };
    },
  );
}
