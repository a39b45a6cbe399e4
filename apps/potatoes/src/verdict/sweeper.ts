import type { Client } from '@verdict/api';
import { recordVerdict } from '../reviews/record-verdict.ts';
import { claimWaiting, postpone, type ReviewRow } from '../reviews/reviews.store.ts';
import type { PotatoesDatabase } from '../tables/tables.ts';
import { claimErrands, type ErrandRow, finishErrand, postponeErrand } from './errands.store.ts';
import { graceMs } from './judge-at-once.ts';
import type { JudgeReviews } from './judge-reviews.ts';
import { failureOf, retryAfterMs } from './retry-when.ts';
import { runErrand } from './run-errand.ts';

/** Does what Verdict was away for: asks for verdicts, tells corrections, has deleted texts erased. */
export interface Sweeper {
  /** Looks now instead of in a moment. */
  readonly wake: () => void;
  /** Idempotent; waits for what is under way, which is cut short. */
  readonly stop: () => Promise<void>;
}

export interface SweeperInput {
  readonly database: PotatoesDatabase;
  readonly verdict: Pick<Client, 'predictions'>;
  readonly judge: JudgeReviews;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onChange: (filmId: number) => void;
  readonly onFault: (what: string, error: unknown) => void;
}

/** Verdict takes a thousand texts at once; these answer in a tenth of a second, and others are answered between. */
const reviewsAtOnce = 200;
const errandsAtOnce = 50;
/** Longer than a call may take: whoever dies with what it took is succeeded after it. */
const leaseMs = 60_000;
const callTimeoutMs = 20_000;
const pauseMs = 2000;

export function startSweeper(input: SweeperInput): Sweeper {
  const stopping = new AbortController();
  /** Of questions about reviews: one that is dropped is answered all the same, and nobody hears under which id. */
  const cutting = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  const round = async (): Promise<void> => {
    do {
      again = false;
      try {
        const full = await sweep(input, stopping.signal, cutting.signal);
        again ||= full;
      } catch (error) {
        if (!stopping.signal.aborted) input.onFault('sweep_failed', error);
      }
    } while (again && !stopping.signal.aborted);
    running = null;
    if (!stopping.signal.aborted) timer = setTimeout(wake, pauseMs);
  };
  const wake = (): void => {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    again = true;
    running ??= round();
  };
  wake();
  return {
    wake,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      const cut = setTimeout(() => cutting.abort(), graceMs);
      await running;
      clearTimeout(cut);
    },
  };
}

/** Whether there may be more to do at once. */
async function sweep(input: SweeperInput, signal: AbortSignal, cut: AbortSignal): Promise<boolean> {
  const { database, clock } = input;
  const reviews = await claimWaiting(database.sql, clock(), clock() + leaseMs, reviewsAtOnce);
  const judged = reviews.length === 0 || (await judgeAll(input, reviews, cut));
  if (signal.aborted) return false;
  const errands = await claimErrands(database.sql, clock(), clock() + leaseMs, errandsAtOnce);
  const done = await runAll(input, errands, signal);
  return (judged && reviews.length === reviewsAtOnce) || (done && errands.length === errandsAtOnce);
}

async function judgeAll(
  input: SweeperInput,
  reviews: readonly ReviewRow[],
  signal: AbortSignal,
): Promise<boolean> {
  const { database, judge, clock, onChange, onFault } = input;
  try {
    const asked = reviews.map(({ text, owner_id }) => ({ text, checkSpam: owner_id !== null }));
    const answers = await judge(asked, { signal, timeoutMs: callTimeoutMs });
    for (const [at, review] of reviews.entries()) {
      await recordVerdict(database, review, answers[at], clock());
      onChange(review.film_id);
    }
    return true;
  } catch (error) {
    if (signal.aborted) {
      await putBack(input, reviews);
      throw error;
    }
    const failure = failureOf(error);
    if (failure === 'refused' && reviews.length > 1) {
      // One text may be what was refused, and the others wait for nothing.
      for (const review of reviews) await judgeAll(input, [review], signal);
      return true;
    }
    onFault('verdict_not_given', error);
    for (const review of reviews) {
      await postpone(database.sql, review, clock() + retryAfterMs(failure, review.attempts));
    }
    return false;
  }
}

async function putBack({ database, clock }: SweeperInput, reviews: readonly ReviewRow[]): Promise<void> {
  for (const review of reviews) await postpone(database.sql, review, clock());
}

/** False: Verdict is away, or this process ends; what is left is done later, by whoever comes first. */
async function runAll(
  input: SweeperInput,
  errands: readonly ErrandRow[],
  signal: AbortSignal,
): Promise<boolean> {
  const { database, verdict, clock, onFault } = input;
  const options = { signal, timeoutMs: callTimeoutMs };
  for (const [at, errand] of errands.entries()) {
    const outcome = await runErrand(verdict, errand, { now: clock(), options });
    if (outcome.done) {
      if (outcome.dropped) onFault('feedback_dropped', new Error(outcome.dropped));
      await finishErrand(database.sql, errand);
      continue;
    }
    const failure = failureOf(outcome.error);
    if (!signal.aborted) onFault(`${errand.kind}_not_done`, outcome.error);
    const postponed = failure === 'away' ? errands.slice(at) : [errand];
    for (const each of postponed) {
      const afterMs = signal.aborted ? 0 : retryAfterMs(failure, each.attempts);
      await postponeErrand(database.sql, each, clock() + afterMs);
    }
    if (failure === 'away') return false;
  }
  return true;
}
