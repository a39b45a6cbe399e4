/** How far back one looks, and how long the steps of the curves are: enough points for a curve, few enough to read. */
export const liveWindows = {
  '15m': { bucketMs: 15_000, buckets: 60 },
  '1h': { bucketMs: 60_000, buckets: 60 },
  '1d': { bucketMs: 30 * 60_000, buckets: 48 },
} as const satisfies Record<string, { readonly bucketMs: number; readonly buckets: number }>;

export type LiveWindow = keyof typeof liveWindows;

/** Each step is looked at in so many places: the first rows of a half hour alone would say little of it. */
export const slicesPerBucket = 4;

export interface LiveRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
  readonly buckets: number;
}

/** Steps lie where the clock has them, so that yesterday's curve and today's have the same ones; the last is under way. */
export function liveRange(window: LiveWindow, nowMs: number): LiveRange {
  const { bucketMs, buckets } = liveWindows[window];
  const toMs = (Math.floor(nowMs / bucketMs) + 1) * bucketMs;
  return { fromMs: toMs - buckets * bucketMs, toMs, bucketMs, buckets };
}
