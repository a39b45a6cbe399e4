import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { ModelShelf } from '@verdict/serve';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Asking } from '../asking/create-asking.ts';
import type { ServerConfig } from '../config.ts';
import type { RefusedModel } from '../serving/create-serving.ts';

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
  readonly asking: Asking;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Null where nothing is on record: then models alone are served. */
  readonly standing: RecordStanding | null;
}

/** How the record is doing, as whoever asks for the server's health is told. */
export interface RecordStanding {
  readonly database: 'embedded' | 'postgres';
  /** Asks it now. */
  readonly answers: () => Promise<boolean>;
  readonly refused: () => readonly RefusedModel[];
}
