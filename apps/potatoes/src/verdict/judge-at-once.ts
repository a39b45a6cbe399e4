import { recordVerdict } from '../reviews/record-verdict.ts';
import { postpone, type ReviewRow, selectReview } from '../reviews/reviews.store.ts';
import type { PotatoesDatabase } from '../tables/tables.ts';
import type { JudgeReviews } from './judge-reviews.ts';
import { failureOf, retryAfterMs } from './retry-when.ts';

/** Asks Verdict of a review while its writer waits. */
export interface JudgeAtOnce {
  /** Where Verdict is away or slow, the review comes back as it is and waits on. */
  readonly judge: (review: ReviewRow) => Promise<ReviewRow>;
  /** Answers on their way are waited for a moment, then given up. */
  readonly stop: () => Promise<void>;
}

export interface JudgeAtOnceInput {
  readonly database: PotatoesDatabase;
  readonly judge: JudgeReviews;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** How long a writer waits. */
  readonly patienceMs: number;
  readonly onChange: (filmId: number) => void;
  readonly onFault: (what: string, error: unknown) => void;
}

/**
 * A question that is dropped is still answered, and its text lies in Verdict’s log under an id that nobody here has
 * heard. So an answer is waited for longer than its writer waits: what comes late is kept, or erased.
 */
const latestMs = 60_000;
export const graceMs = 2000;

export function createJudgeAtOnce(input: JudgeAtOnceInput): JudgeAtOnce {
  const { database, judge, clock, patienceMs, onChange, onFault } = input;
  const ending = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  const ask = async (review: ReviewRow): Promise<ReviewRow | null> => {
    const asked = [{ text: review.text, checkSpam: review.owner_id !== null }];
    const [judged] = await judge(asked, { signal: ending.signal, timeoutMs: latestMs });
    const recorded = await recordVerdict(database, review, judged, clock());
    onChange(review.film_id);
    return recorded;
  };

  return {
    judge: async (review) => {
      const asking = ask(review);
      underWay.add(asking);
      asking.catch(() => {}).finally(() => underWay.delete(asking));
      try {
        return (await within(asking, patienceMs)) ?? review;
      } catch (error) {
        onFault('verdict_not_given', error);
        await postpone(database.sql, review, clock() + retryAfterMs(failureOf(error), 1));
        // The sweeper may have been quicker.
        return (await selectReview(database.sql, review.id)) ?? review;
      }
    },
    stop: async () => {
      const cut = setTimeout(() => ending.abort(), graceMs);
      await Promise.allSettled(underWay);
      clearTimeout(cut);
    },
  };
}

function within<Value>(work: Promise<Value>, patienceMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Verdict has not answered within ${patienceMs} ms.`)),
      patienceMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
