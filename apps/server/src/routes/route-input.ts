import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { LogWriter } from '@verdict/http';
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
import type { BufferStanding } from '../metrics/index.ts';
import type { Readiness } from '../roles/readiness.ts';
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
  readonly buffers: Buffers;
  /** Why nobody should be sent here now; null: let them come. */
  readonly readiness: Readiness;
}

/** What waits here on its way elsewhere, and what never arrived. */
export interface Buffers {
  /** Null where no prediction is logged. */
  readonly predictions: BufferStanding | null;
  /** Null where nothing is logged. */
  readonly lines: Pick<LogWriter, 'dropped' | 'bufferedBytes'> | null;
}

/** How the record is doing, as whoever asks for the server's health is told. */
export interface RecordStanding {
  /** remote: another process keeps the record. */
  readonly database: 'embedded' | 'postgres' | 'remote';
  /** Whether callers should go elsewhere while it does not answer. */
  readonly isNeeded: boolean;
  /** Asks it now. */
  readonly answers: () => Promise<boolean>;
  readonly refused: () => readonly RefusedModel[];
}
