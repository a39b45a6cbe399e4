import type { FastifyBaseLogger } from 'fastify';
import { retryDelayMs } from '../prediction-log/retry-delay.ts';
import type { TrafficRecord, TrialToAbort } from './traffic-record.ts';

/** Tells the record of trials that this process has stopped, until it hears. */
export interface Aborts {
  readonly tell: (trial: TrialToAbort) => void;
  /** Waits for what is being told, at most so long. Idempotent. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

export interface AbortsInput {
  readonly record: Pick<TrafficRecord, 'abort'>;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

export function createAborts({ record, log }: AbortsInput): Aborts {
  /** One a model: a later trial of it takes the earlier one's place. */
  const toTell = new Map<string, TrialToAbort>();
  const stopping = new AbortController();
  let telling: Promise<void> | null = null;

  const tellAll = async (): Promise<void> => {
    for (let failures = 0; toTell.size > 0 && !stopping.signal.aborted; ) {
      for (const [model, trial] of toTell) {
        try {
          await record.abort(trial);
          failures = 0;
          if (toTell.get(model) === trial) toTell.delete(model);
        } catch (error) {
          if (failures++ === 0) log.warn({ err: error, event_type: 'TRAFFIC', model }, 'abort_untold');
          await pause(retryDelayMs(failures, false, Math.random()), stopping.signal);
        }
        if (stopping.signal.aborted) return;
      }
    }
  };

  return {
    tell: (trial) => {
      if (toTell.get(trial.model)?.startedMs === trial.startedMs || stopping.signal.aborted) return;
      toTell.set(trial.model, trial);
      telling ??= tellAll().finally(() => {
        telling = null;
      });
    },
    stop: async (timeoutMs) => {
      const limit = setTimeout(() => stopping.abort(), timeoutMs);
      await telling;
      clearTimeout(limit);
      stopping.abort();
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    timer.unref();
    signal.addEventListener('abort', finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}
