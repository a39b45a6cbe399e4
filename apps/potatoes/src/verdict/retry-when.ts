import { ApiError } from '@verdict/api';

/** away: it may answer soon, whatever it is asked; refused: it answered, and will say the same of this again. */
export type Failure = 'away' | 'refused';

export function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError) || error.status === null) return 'away';
  return error.status >= 500 || error.status === 429 || error.status === 408 ? 'away' : 'refused';
}

const second = 1000;

/**
 * How long after attempt number `attempts` the next one is made. Somebody waits for a review to be shown, so an outage
 * is looked after every ten seconds; what Verdict refuses changes when a person changes something.
 */
export function retryAfterMs(failure: Failure, attempts: number): number {
  const most = failure === 'away' ? 10 * second : 3600 * second;
  return Math.min(most, second * 2 ** Math.min(attempts, 20));
}
