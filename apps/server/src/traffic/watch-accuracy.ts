import { abortTraffic, type Ledger, listServing, reportTraffic } from '@verdict/ledger';
import { decideAccuracyAbort } from '@verdict/serve';
import type { FastifyBaseLogger } from 'fastify';

export interface AccuracyWatch {
  /** Looks now. */
  readonly look: () => Promise<void>;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface AccuracyWatchInput {
  readonly ledger: Ledger;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
  /** Called when a trial was stopped. */
  readonly onAborted: () => Promise<void>;
}

/** Feedback comes by the hour; where no trial has a rule about it, a look is one small query. */
const everyMs = 60_000;

/**
 * Stops trials whose challenger is surely worse by what feedback says. Every process that has the record does it; to
 * abort twice changes nothing.
 */
export function watchAccuracy({ ledger, log, onAborted }: AccuracyWatchInput): AccuracyWatch {
  let pass: Promise<void> = Promise.resolve();
  let stopped = false;

  const lookAtAll = async (): Promise<void> => {
    const { traffic } = await listServing(ledger);
    for (const { model, challenger: version, rules, startedMs } of traffic) {
      if (rules.accuracyDrop === null || stopped) continue;
      const { champion, challenger, traffic: now } = await reportTraffic(ledger, { model, examples: 0 });
      const isMeant = now.startedMs === startedMs && now.state === 'running';
      const reason = isMeant && champion ? decideAccuracyAbort(rules, { champion, challenger }) : null;
      if (reason === null) continue;
      await abortTraffic(ledger, { name: 'system', requestId: null }, { model, startedMs, reason });
      log.warn({ event_type: 'TRAFFIC', model, model_version: version, reason }, 'traffic_aborted');
      await onAborted();
    }
  };

  const look = (): Promise<void> => {
    pass = pass.then(lookAtAll).catch((error: unknown) => {
      if (!stopped) log.warn({ err: error, event_type: 'TRAFFIC' }, 'accuracy_not_watched');
    });
    return pass;
  };
  const timer = setInterval(look, everyMs).unref();

  return {
    look,
    stop: () => {
      stopped = true;
      clearInterval(timer);
      return pass;
    },
  };
}
