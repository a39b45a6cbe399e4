export interface RateCounter {
  /** Counts one more of this caller’s, whether or not it is within the limit. */
  readonly count: (caller: string) => Rate;
  /** Whether one more would be within the limit. */
  readonly hasRoom: (caller: string) => boolean;
  readonly callers: () => number;
}

export interface Rate {
  readonly limit: number;
  /** Of this window; −1: this one is beyond. */
  readonly remaining: number;
  /** Until the window ends and counting begins anew. */
  readonly resetMs: number;
}

export interface RateCounterOptions {
  readonly limit: number;
  /** Milliseconds on a clock that nobody sets. */
  readonly now: () => number;
}

const windowMs = 60_000;
/** Some 2 MB. Whose window began first is forgotten first: then it would soon have begun anew. */
const mostCallers = 10_000;

interface Window {
  count: number;
  readonly endsMs: number;
}

/** So many in a minute for each caller; the minute begins with its first. Costs a look-up in a map. */
export function createRateCounter({ limit, now }: RateCounterOptions): RateCounter {
  const windows = new Map<string, Window>();
  return {
    callers: () => windows.size,
    hasRoom: (caller) => {
      const window = windows.get(caller);
      return !window || window.count < limit || window.endsMs <= now();
    },
    count: (caller) => {
      const at = now();
      let window = windows.get(caller);
      if (!window || window.endsMs <= at) {
        // A map keeps the order in which its keys came: those at the front began, and end, first.
        windows.delete(caller);
        if (windows.size >= mostCallers) makeRoom(windows, at);
        window = { count: 0, endsMs: at + windowMs };
        windows.set(caller, window);
      }
      window.count += 1;
      return { limit, remaining: Math.max(-1, limit - window.count), resetMs: window.endsMs - at };
    },
  };
}

/** A tenth at once: the front of a map from which one after the other was deleted is slow to walk. */
function makeRoom(windows: Map<string, Window>, at: number): void {
  for (const [caller, { endsMs }] of windows) {
    if (endsMs > at && windows.size < 0.9 * mostCallers) return;
    windows.delete(caller);
  }
}

/** As the draft of the IETF’s HTTP working group names them. */
export function rateHeaders({ limit, remaining, resetMs }: Rate): Readonly<Record<string, string>> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(Math.max(0, remaining)),
    'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  };
}
