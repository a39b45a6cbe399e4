import type { ServingTraffic, ShadowAnswer } from '@verdict/ledger';
import { routeQuestion, type ServedModel } from '@verdict/serve';
import type { FastifyBaseLogger } from 'fastify';
import type { AnswerListener } from '../asking/question.ts';
import { bytesOfScores } from '../prediction-log/prediction-row.ts';
import { createRowBuffer } from '../prediction-log/row-buffer.ts';
import { createAborts } from './create-aborts.ts';
import { createShadow, failureOf, isNoFailure } from './create-shadow.ts';
import type { Router } from './router.ts';
import type { TrafficRecord } from './traffic-record.ts';
import { reasonToStop, type Trial, trialOf } from './trial.ts';

/** Challengers that are being tried: who is asked, what they said, and when that must stop. */
export interface TrafficControl {
  readonly router: Router;
  readonly listener: AnswerListener;
  /** What the record says now; a challenger that is not in memory is asked nothing. */
  readonly follow: (
    traffic: readonly ServingTraffic[],
    inMemory: (model: string, version: number) => ServedModel | null,
  ) => void;
  readonly facts: () => TrafficFacts;
  /** Answers what waits, writes what was answered, and tells what was decided, for at most so long. Idempotent. */
  readonly stop: (timeoutMs?: number) => Promise<void>;
}

/** How trials do in this process, for whoever watches it. */
export interface TrafficFacts {
  readonly challengers: readonly ChallengerFacts[];
  /** Questions that the shadow has still to answer. */
  readonly waiting: number;
  /** Answers on their way to the record, and those that never arrived. */
  readonly rowsWaiting: number;
  readonly rowsDropped: number;
}

/** Of one version that was tried since this process began; every number only grows. */
export interface ChallengerFacts {
  readonly model: string;
  readonly version: number;
  readonly agreements: number;
  readonly disagreements: number;
  readonly failures: number;
  /** Questions that it was not asked, for want of time. */
  readonly dropped: number;
}

export interface TrafficInput {
  readonly record: TrafficRecord;
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'info'>;
}

/**
 * A row of the shadow is small and has no text. For a minute without the record at 300 a second; beyond that they are
 * dropped and counted, since a comparison loses nothing by a gap that hits both sides.
 */
const rowBytes = 500;
const bufferLimits = {
  maxRows: 20_000,
  maxBytes: 20_000 * rowBytes,
  batchRows: 500,
  batchBytes: 2 ** 20,
  delayMs: 200,
};

/** Of the time that a stop may take; a record that has not answered by then is away. */
const stopMs = 5000;

export function createTraffic({ record, log }: TrafficInput): TrafficControl {
  let trials: ReadonlyMap<string, Trial> = new Map();
  const counts = new Map<string, { -readonly [Name in keyof ChallengerFacts]: ChallengerFacts[Name] }>();
  const shadow = createShadow();
  const aborts = createAborts({ record, log });
  const rows = createRowBuffer<ShadowAnswer>({
    write: record.writeShadow,
    bytesOf: ({ scores }) => rowBytes + bytesOfScores(scores),
    limits: bufferLimits,
    onTrouble: (error) => log.warn({ err: error, event_type: 'DB_WRITE' }, 'shadow_answers_wait'),
    onRecovered: () => log.info({ event_type: 'DB_WRITE' }, 'shadow_answers_flow'),
  });

  const countsOf = ({ name: model, version }: ServedModel) => {
    const key = `${model}@${version}`;
    const there = counts.get(key);
    if (there) return there;
    const fresh = { model, version, agreements: 0, disagreements: 0, failures: 0, dropped: 0 };
    counts.set(key, fresh);
    return fresh;
  };

  const stopWhereItMust = (trial: Trial): void => {
    const reason = reasonToStop(trial);
    if (reason === null) return;
    trial.tally.stopped = reason;
    const { model, challenger, startedMs } = trial.traffic;
    log.warn({ event_type: 'TRAFFIC', model, model_version: challenger, reason }, 'traffic_aborted');
    aborts.tell({ model, startedMs, reason });
  };

  const countFailure = (trial: Trial, challenger: ServedModel, error: unknown): void => {
    const { tally } = trial;
    tally.asked++;
    tally.failed++;
    countsOf(challenger).failures++;
    // The first of a trial says what is wrong; a thousand of them would say no more.
    if (tally.failed === 1) {
      const { name: model, version } = challenger;
      log.warn(
        { err: error, event_type: 'PREDICTION_ERROR', model, model_version: version },
        'challenger_failed',
      );
    }
    stopWhereItMust(trial);
  };

  const inShadow = (trial: Trial, challenger: ServedModel, id: string, text: string, said: string): void => {
    const known = countsOf(challenger);
    shadow.offer({
      id,
      text,
      challenger,
      onDropped: () => {
        known.dropped++;
      },
      onAnswer: (answer, error) => {
        rows.add(answer);
        if (answer.failed !== null) {
          countFailure(trial, challenger, error);
          return;
        }
        if (answer.label === said) known.agreements++;
        else known.disagreements++;
        trial.tally.asked++;
        trial.tally.challenger.add(answer.tookUs / 1000);
        stopWhereItMust(trial);
      },
    });
  };

  return {
    router: {
      challengerFor: (champion, key, id) => {
        const trial = trials.get(champion.name);
        if (!trial?.challenger || trial.split.mode !== 'canary' || trial.tally.stopped !== null) return null;
        return routeQuestion(trial.split, key, id) === 'challenger' ? trial.challenger : null;
      },
      challengerFailed: (challenger, failure) => {
        const trial = trials.get(challenger.name);
        if (isNoFailure(failure.error)) {
          countsOf(challenger).dropped++;
          return;
        }
        rows.add(failureOf(challenger, failure));
        // It may have ended while the question was under way.
        if (trial?.challenger === challenger) countFailure(trial, challenger, failure.error);
      },
    },
    listener: ({ id, prediction, served, part, tookMs }, { text, key }) => {
      const trial = trials.get(served.name);
      if (!trial || part === 'asked' || trial.tally.stopped !== null) return;
      if (part === 'challenger') {
        trial.tally.asked++;
        trial.tally.challenger.add(tookMs);
        stopWhereItMust(trial);
        return;
      }
      trial.tally.champion.add(tookMs);
      const { challenger, split } = trial;
      if (challenger && split.mode === 'shadow' && routeQuestion(split, key, id) === 'both') {
        inShadow(trial, challenger, id, text, prediction.label);
      }
    },
    follow: (traffic, inMemory) => {
      const before = trials;
      trials = new Map(
        traffic.map((each) => [
          each.model,
          trialOf(each, inMemory(each.model, each.challenger), before.get(each.model)),
        ]),
      );
      for (const { traffic: still, tally } of trials.values()) {
        // The record has not heard of it, or forgot it in a restore.
        if (tally.stopped !== null) {
          aborts.tell({ model: still.model, startedMs: still.startedMs, reason: tally.stopped });
        }
      }
    },
    facts: () => ({
      challengers: [...counts.values()],
      waiting: shadow.waiting(),
      rowsWaiting: rows.waiting(),
      rowsDropped: rows.dropped(),
    }),
    stop: async (timeoutMs = stopMs) => {
      await within(shadow.stop(), timeoutMs);
      await Promise.all([rows.stop(timeoutMs), aborts.stop(timeoutMs)]);
    },
  };
}

async function within(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
