import type { RetryOptions } from './retry-decision.ts';

/** As much of `fetch` as is used: the platform's own, or one that goes to an app in this process. */
export type Fetch = (url: string, init: RequestInit & { duplex?: 'half' }) => Promise<Response>;

export interface ClientOptions {
  /** Where the server is, as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** An API key. */
  readonly token?: string;
  readonly fetch?: Fetch;
  /** For the whole call with its repeats and the waits between them. Default: 2 minutes, of long calls 1 hour. */
  readonly timeoutMs?: number;
  /** For one attempt until its reply is there. Default: 30 seconds, of long calls 10 minutes. */
  readonly attemptTimeoutMs?: number;
  readonly retries?: Partial<RetryOptions>;
  /** Ends every call of this client. */
  readonly signal?: AbortSignal;
  /** Browsers set their own. */
  readonly userAgent?: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}
