import { expireBatches, type Ledger, notifyBatches } from '@verdict/ledger';

export interface BatchKeeper {
  /** A batch may have ended: look at once. */
  readonly look: () => void;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface BatchKeeperInput {
  readonly ledger: Ledger;
  readonly keepDays: number;
  readonly onNotified: () => void;
  readonly onTrouble: (error: unknown) => void;
}

/** A batch that another process ended, or that was cancelled in the queue, is told of this soon. */
const lookMs = 5000;
const expireMs = 3_600_000;
const dayMs = 86_400_000;
const keeper = { name: 'verdict', requestId: null };

/** Sees that whoever waits for the end of a batch is told, and that old batches go. Safe in several processes. */
export function keepBatches({ ledger, keepDays, onNotified, onTrouble }: BatchKeeperInput): BatchKeeper {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  let expiredAt = Number.NEGATIVE_INFINITY;

  const work = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    if ((await notifyBatches(ledger)) > 0) onNotified();
    const now = performance.now();
    if (now - expiredAt < expireMs) return;
    expiredAt = now;
    await expireBatches(ledger, keeper, { olderThanMs: keepDays * dayMs, signal: stopping.signal });
  };
  const look = (): void => {
    clearTimeout(timer);
    turn = turn
      .then(work)
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) onTrouble(error);
      })
      .then(() => {
        clearTimeout(timer);
        if (!stopping.signal.aborted) timer = setTimeout(look, lookMs).unref();
      });
  };
  look();
  return {
    look,
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
      return turn;
    },
  };
}
