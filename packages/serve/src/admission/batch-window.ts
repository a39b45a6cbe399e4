export interface BatchState {
  readonly waiting: number;
  readonly maxTexts: number;
  /** Expected until the next text comes; Infinity where nothing is known. */
  readonly nextInMs: number;
  /** What a batch costs, however few texts it has. */
  readonly fixedMs: number;
  /** Since the first of those that wait came. */
  readonly waitedMs: number;
}

/** A timer of Node's rings a millisecond late: less is not worth waiting for. */
const leastMs = 1;

/**
 * For how long the next text is worth waiting for, in milliseconds; 0: go.
 * One that joins saves a batch's fixed cost, and makes all that wait do so until it comes. Altogether nobody waits
 * longer than a batch of its own would have cost.
 */
export function batchWindowMs({ waiting, maxTexts, nextInMs, fixedMs, waitedMs }: BatchState): number {
  if (waiting >= maxTexts) return 0;
  const left = fixedMs - waitedMs;
  const worthIt = nextInMs * waiting < fixedMs && nextInMs <= left;
  return worthIt && left >= leastMs ? Math.max(leastMs, nextInMs) : 0;
}
