/** A first failure is often a moment's: one second. An outage is not outlasted by asking more often: ten minutes. */
const firstMs = 1000;
const longestMs = 600_000;

/**
 * How long a job waits after its n-th attempt failed: twice as long each time, of which a random half, so that jobs
 * that failed together do not come back together. `random` is in [0, 1).
 */
export function backOffMs(attempts: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 30));
  return Math.round(full / 2 + (full / 2) * random);
}
