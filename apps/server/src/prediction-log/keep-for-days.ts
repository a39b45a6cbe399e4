import { type Ledger, removeAgedPredictions, removeLostFeedback } from '@verdict/ledger';
import type { FastifyBaseLogger } from 'fastify';

export interface KeepInput {
  readonly ledger: Ledger;
  /** Of predictions; 0: for ever. */
  readonly days: number;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
}

const dayMs = 24 * 60 * 60 * 1000;
/** After a start there is more urgent work; then often enough that a pass is short. */
const firstMs = 60_000;
const everyMs = 10 * 60_000;

/** Every process that has the database does it: they do not get into each other's way. Returns its idempotent end. */
export function keepForDays({ ledger, days, log }: KeepInput): () => Promise<void> {
  const ending = new AbortController();
  let pass: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const wait = (ms: number): void => {
    timer = setTimeout(() => {
      pass = remove().finally(() => {
        if (!ending.signal.aborted) wait(everyMs);
      });
    }, ms);
    timer.unref();
  };
  const remove = async (): Promise<void> => {
    const { signal } = ending;
    try {
      const lost = await removeLostFeedback(ledger, { signal });
      if (lost > 0) log.info({ event_type: 'DB_WRITE', rows: lost }, 'lost_feedback_removed');
      if (days === 0) return;
      const beforeMs = ledger.clock() - days * dayMs;
      const rows = await removeAgedPredictions(ledger, { beforeMs, signal });
      if (rows > 0) log.info({ event_type: 'DB_WRITE', rows, before_ms: beforeMs }, 'predictions_aged');
    } catch (error) {
      if (!ending.signal.aborted) log.warn({ err: error, event_type: 'DB_WRITE' }, 'predictions_not_aged');
    }
  };
  wait(firstMs);
  return async () => {
    ending.abort();
    clearTimeout(timer);
    await pass;
  };
}
