import { LearnError } from '../errors.ts';
import { assertLevel, defaultLevel, type Interval } from './interval.ts';
import { normalWidth } from './normal.ts';

/**
 * Wilson's score interval of a share (1927): (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n).
 * Unlike p̂ ± z·se it stays in [0, 1] and keeps a width where every trial, or none, succeeded.
 */
export function wilsonInterval(successes: number, trials: number, level = defaultLevel): Interval {
  if (!(trials > 0) || successes < 0 || successes > trials) {
    throw new LearnError(
      'ROWS_TOO_FEW',
      `A share of ${successes} in ${trials} has no interval; give at least one trial and no more successes than trials.`,
    );
  }
  const z = normalWidth(assertLevel(level));
  const share = successes / trials;
  const stretch = 1 + (z * z) / trials;
  const centre = share + (z * z) / (2 * trials);
  const width = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {
    estimate: share,
    low: successes === 0 ? 0 : (centre - width) / stretch,
    high: successes === trials ? 1 : (centre + width) / stretch,
    level,
  };
}
