import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { ModelShelf } from '../model-shelf.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What routes are made of. */
export interface RouteInput {
  readonly app: App;
  readonly config: ServerConfig;
  readonly shelf: ModelShelf;
  readonly nextId: () => string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}
