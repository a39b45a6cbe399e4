import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Client } from '@verdict/api';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { PotatoesConfig } from '../config.ts';
import type { Limits } from '../http/limits.ts';
import type { Watchers } from '../live/watchers.ts';
import type { ReviewRow } from '../reviews/reviews.store.ts';
import type { PotatoesDatabase } from '../tables/tables.ts';
import type { Explain } from '../verdict/explain-text.ts';
import type { Moderators } from '../visitors/moderators.ts';
import type { Visitors } from '../visitors/visitors.ts';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What routes are made of. */
export interface RouteInput {
  readonly app: App;
  readonly config: PotatoesConfig;
  readonly database: PotatoesDatabase;
  readonly verdict: Client;
  readonly clock: () => number;
  readonly visitors: Visitors;
  readonly moderators: Moderators;
  readonly limits: Limits;
  readonly watchers: Watchers;
  readonly explain: Explain;
  /** Asks Verdict of one review that was just written; where Verdict is away it waits on, and comes back as it is. */
  readonly judgeNow: (review: ReviewRow) => Promise<ReviewRow>;
  /** A review of that film changed: open pages are told, and Verdict what it is to be told. */
  readonly changed: (filmId: number) => void;
}
