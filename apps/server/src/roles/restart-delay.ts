/** Who lived so long had started well. */
export const livedWellMs = 10_000;
const firstMs = 100;
const longestMs = 10_000;

export interface Ending {
  readonly livedMs: number;
  /** Quick endings before this one, one after another. */
  readonly quickEndings: number;
}

/** How long to wait before a process that ended is replaced, and how many quick endings there are now. */
export function restartDelay({ livedMs, quickEndings }: Ending): {
  readonly delayMs: number;
  readonly quickEndings: number;
} {
  if (livedMs >= livedWellMs) return { delayMs: firstMs, quickEndings: 0 };
  const count = quickEndings + 1;
  return { delayMs: Math.min(longestMs, firstMs * 2 ** Math.min(count, 20)), quickEndings: count };
}
