import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage, pageQuery } from './common.ts';

export const Event = Type.Object({
  id: Type.Integer(),
  at_ms: Ms,
  actor: Type.String(),
  request_id: Nullable(Type.String()),
  action: Type.String({ description: 'As `model.promoted`.' }),
  subject_kind: Type.String(),
  subject: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  detail: Type.Unknown(),
});
export type Event = Static<typeof Event>;
export const EventsQuery = Type.Object(
  {
    subject_kind: Type.Optional(Type.String()),
    subject: Type.Optional(Type.String()),
    action: Type.Optional(Type.String()),
    actor: Type.Optional(Type.String({ description: 'As `ada` or `ada/key:build`, whole.' })),
    ...pageQuery,
  },
  { additionalProperties: false },
);
export type EventsQuery = Static<typeof EventsQuery>;
export const EventsReply = Type.Object({ events: Type.Array(Event), ...nextPage });
export type EventsReply = Static<typeof EventsReply>;
