import { LearnError } from '../errors.ts';

/** An estimate with the bounds that hold it at the given level of confidence. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export const defaultLevel = 0.95;

export function assertLevel(level: number): number {
  if (level > 0 && level < 1) return level;
  throw new LearnError(
    'RECIPE_INVALID',
    `The interval's level is ${level}; give a number between 0 and 1, such as 0.95.`,
  );
}
