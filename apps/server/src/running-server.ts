import type { Fetch } from '@verdict/api';
import type { Store } from '@verdict/db';
import type { ModelVersion } from '@verdict/serve';

/** For sites that run in the server's process. */
export interface ServerInside {
  /** The record's database, for tables of their own. */
  readonly store: Store;
  /** Asks the server over HTTP as a part of its process, without a key; it may predict, and erase what it asked. */
  readonly fetchAs: (actor: string) => Fetch;
}

export interface RunningServer {
  readonly url: string;
  /** In service when it started. */
  readonly models: readonly ModelVersion[];
  /** Null where the record is kept elsewhere. */
  readonly inside: ServerInside | null;
  /** Takes no more connections, lets requests under way finish, then closes. Idempotent. */
  readonly stop: () => Promise<void>;
}
