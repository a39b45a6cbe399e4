/** How long answers took, in a kilobyte and some nanoseconds each. */
export interface LatencyMeter {
  readonly add: (tookMs: number) => void;
  readonly count: () => number;
  /** In milliseconds, at most a fifth too long; null while there is nothing. */
  readonly quantile: (share: number) => number | null;
}

/** Four buckets for every doubling, from a microsecond to an hour. */
const perDoubling = 4;
const buckets = 32 * perDoubling;

export function createLatencyMeter(): LatencyMeter {
  const counts = new Float64Array(buckets);
  let total = 0;
  return {
    add: (tookMs) => {
      const at = Math.ceil(Math.log2(Math.max(1, tookMs * 1000)) * perDoubling);
      counts[Math.min(buckets - 1, at)]++;
      total++;
    },
    count: () => total,
    quantile: (share) => {
      if (total === 0) return null;
      let below = 0;
      let at = 0;
      for (; at < buckets - 1; at++) {
        below += counts[at];
        if (below >= share * total) break;
      }
      return 2 ** (at / perDoubling) / 1000;
    },
  };
}
