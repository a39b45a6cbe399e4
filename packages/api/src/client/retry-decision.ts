export interface RetryOptions {
  /** Repeats after the first attempt. */
  readonly most: number;
  /** The first wait, doubled with every attempt. */
  readonly baseMs: number;
  /** The longest wait that is chosen here; a server's Retry-After may ask for more. */
  readonly maxMs: number;
}

/** Three repeats over some seconds bridge a restart and a lost database connection; longer is an outage. */
export const defaultRetries: RetryOptions = { most: 3, baseMs: 200, maxMs: 5_000 };

/** How an attempt ended that brought no answer. */
export type Outcome =
  /** The connection was refused or the name not found: nothing was sent. */
  | { readonly kind: 'not-sent' }
  /** It broke, or took too long: the server may have done what was asked. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: string | null };

export interface Attempt {
  readonly outcome: Outcome;
  /** Repeats so far. */
  readonly repeats: number;
  /** Doing it twice leaves what doing it once leaves. */
  readonly harmless: boolean;
  /** The body can be made again. */
  readonly repeatable: boolean;
  readonly nowMs: number;
  /** When the whole call ends. */
  readonly deadlineMs: number;
  /** 0 to 1. */
  readonly jitter: number;
}

/** How long to wait before the next attempt; null: give up and tell the caller. */
export function retryDecision(attempt: Attempt, options: RetryOptions = defaultRetries): number | null {
  const { outcome, repeats, nowMs, deadlineMs } = attempt;
  if (repeats >= options.most || !attempt.repeatable || !mayRepeat(outcome, attempt.harmless)) return null;
  // Full jitter (half of it certain), so that clients that failed together do not come back together.
  const ceiling = Math.min(options.maxMs, options.baseMs * 2 ** repeats);
  const backOff = ceiling / 2 + (ceiling / 2) * attempt.jitter;
  const asked = outcome.kind === 'status' ? retryAfterMs(outcome.retryAfter, nowMs) : null;
  const wait = Math.round(Math.max(backOff, asked ?? 0));
  return nowMs + wait >= deadlineMs ? null : wait;
}

function mayRepeat(outcome: Outcome, harmless: boolean): boolean {
  switch (outcome.kind) {
    case 'not-sent':
      return true;
    case 'broken':
      return harmless;
    case 'status':
      // 429 is said before anything is done. 502 and 504 are a proxy's: the server may be at it.
      if (outcome.status === 429) return true;
      return harmless && [502, 503, 504].includes(outcome.status);
  }
}

/** Retry-After (RFC 9110 §10.2.3): whole seconds, or a date. Null where it says neither. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
