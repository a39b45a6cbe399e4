const firstMs = 100;
/** A database that is back is found within this; many processes that ask it once in so long are no load. */
const mostMs = 5000;
/** While somebody waits for the end, as at a stop, there is no time for long pauses. */
const mostInHurryMs = 500;

/** Between an attempt that failed and the next, spread so that processes do not knock together. */
export function retryDelayMs(failures: number, hurry: boolean, random: number): number {
  const most = hurry ? mostInHurryMs : mostMs;
  return Math.min(most, firstMs * 2 ** Math.min(failures - 1, 20)) * (0.5 + random / 2);
}
