import type { ModelVersion } from '@verdict/serve';

export interface RunningServer {
  readonly url: string;
  /** In service when it started. */
  readonly models: readonly ModelVersion[];
  /** Takes no more connections, lets requests under way finish, then closes. Idempotent. */
  readonly stop: () => Promise<void>;
}
