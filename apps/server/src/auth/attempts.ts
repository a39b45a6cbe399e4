/** Failures of one account from one address: a person who mistypes has ten tries, a guesser some 3,000 a day. */
const mostOfAccount = 10;
/** Failures from one address, whatever the accounts: an office behind one address, and no list of names tried out. */
const mostOfAddress = 50;
const windowMs = 5 * 60_000;
/** Some 2 MB. An address can make 50 entries a window, so pushing others' out takes hundreds of addresses. */
const mostEntries = 10_000;

interface Count {
  failures: number;
  readonly endsMs: number;
}

/** Counts of failed sign-ins, bounded in memory, forgotten when their window ends. */
export interface Attempts {
  /** Milliseconds until this may be tried again; 0: go ahead. */
  readonly waitMs: (account: string, address: string) => number;
  /** Counted before the check is made, so that a thousand at once are not all let through. */
  readonly count: (account: string, address: string) => void;
  /** It was a good one: takes back what was counted for it. */
  readonly uncount: (account: string, address: string) => void;
  readonly entries: () => number;
}

export function createAttempts(clock: () => number): Attempts {
  const counts = new Map<string, Count>();
  const bounds = (account: string, address: string): readonly (readonly [string, number])[] => [
    [`${address} ${account.slice(0, 100)}`, mostOfAccount],
    [address, mostOfAddress],
  ];
  const current = (key: string, now: number): Count | null => {
    const count = counts.get(key);
    return count && count.endsMs > now ? count : null;
  };

  return {
    waitMs: (account, address) => {
      const now = clock();
      const waits = bounds(account, address).map(([key, most]) => {
        const count = current(key, now);
        return count && count.failures >= most ? count.endsMs - now : 0;
      });
      return Math.max(...waits);
    },
    count: (account, address) => {
      const now = clock();
      for (const [key] of bounds(account, address)) {
        const count = current(key, now);
        if (count) count.failures += 1;
        else {
          counts.delete(key);
          makeRoom(counts, now);
          counts.set(key, { failures: 1, endsMs: now + windowMs });
        }
      }
    },
    uncount: (account, address) => {
      const now = clock();
      for (const [key] of bounds(account, address)) {
        const count = current(key, now);
        if (count && count.failures > 1) count.failures -= 1;
        else counts.delete(key);
      }
    },
    entries: () => counts.size,
  };
}

/**
 * All windows are equally long, so the oldest entries end first. A tenth goes at once: the front of a Map from which
 * one after the other was deleted is slow to walk.
 */
function makeRoom(counts: Map<string, Count>, now: number): void {
  if (counts.size < mostEntries) return;
  for (const [key, { endsMs }] of counts) {
    if (endsMs > now && counts.size < 0.9 * mostEntries) return;
    counts.delete(key);
  }
}
