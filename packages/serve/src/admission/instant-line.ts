import type { InstantPredictor } from '../predictor.ts';
import { createCostMeter } from './cost-meter.ts';
import {
  defaultMaxWaitMs,
  type Line,
  type LineOptions,
  sinceStartMs,
  type Timed,
  type Waiting,
} from './line.ts';
import { overloaded } from './refusals.ts';

/** Cheaper than this, a text is answered before the event loop turns: waiting in line would cost its caller more. */
const cheapMs = 1;

/** Others of this process are looked after at least so often. */
const sliceMs = 5;

/** A turn of the event loop that brings nothing takes some microseconds, and a request at least this. */
const quietTurnMs = 0.03;

/** How fast the share of time that the line gets of its thread is learned, and how little of it is believed. */
const paceStep = 1 / 8;
const slowestPace = 20;

interface InLine extends Waiting {
  readonly costMs: number;
}

/**
 * A predictor that computes on this thread. The dear texts go one by one, with a turn of the event loop after every
 * slice, so that whoever comes meanwhile hears at once that there is no room, instead of when all others are done.
 */
export function createInstantLine(
  predictor: InstantPredictor,
  { maxWaitMs = defaultMaxWaitMs, now = sinceStartMs }: LineOptions,
): Line {
  const cost = createCostMeter();
  const line: InLine[] = [];
  let aheadMs = 0;
  let refused = 0;
  // Wall-clock milliseconds for each of the line's own: reading requests and other models take their share.
  let pace = 1;
  let turnEndedAt: number | null = null;
  let closing: Promise<void> | null = null;
  let whenEmpty = (): void => {};

  const answer = (text: string): Timed => {
    const startedAt = now();
    const prediction = predictor.predict(text);
    const tookMs = now() - startedAt;
    cost.learn(text.length, tookMs);
    return { prediction, tookMs };
  };

  const turn = (): void => {
    const startedAt = now();
    const sinceMs = turnEndedAt === null ? 0 : startedAt - turnEndedAt;
    let endedAt = startedAt;
    do {
      const next = line.shift();
      if (!next) break;
      aheadMs = line.length === 0 ? 0 : Math.max(0, aheadMs - next.costMs);
      try {
        next.resolve(answer(next.text));
      } catch (error) {
        next.reject(error);
      }
      endedAt = now();
    } while (endedAt - startedAt < sliceMs);
    const workedMs = Math.max(endedAt - startedAt, 0.01);
    if (turnEndedAt !== null) {
      pace += paceStep * (Math.min(slowestPace, (sinceMs + workedMs) / workedMs) - pace);
    }
    turnEndedAt = line.length > 0 ? endedAt : null;
    if (line.length > 0) lookAfterOthers(endedAt, endedAt);
    else whenEmpty();
  };

  /**
   * Node takes one new connection a turn of the event loop: with a slice after every turn, those who only have to be
   * refused would wait for seconds to be let in. So it turns until there is nothing new, for a slice at most.
   */
  const lookAfterOthers = (sinceMs: number, lastTurnAt: number): void => {
    setImmediate(() => {
      const turnedAt = now();
      const broughtSomething = turnedAt - lastTurnAt > quietTurnMs;
      if (broughtSomething && turnedAt - sinceMs < sliceMs) lookAfterOthers(sinceMs, turnedAt);
      else turn();
    });
  };

  return {
    together: 1,
    ask: (text, admitted = false) => {
      const costMs = cost.estimateMs(text.length) ?? 0;
      if (costMs < cheapMs) return answer(text);
      const waitMs = aheadMs * pace;
      if (line.length > 0 && waitMs > maxWaitMs && !admitted) {
        refused++;
        throw overloaded(waitMs);
      }
      return new Promise<Timed>((resolve, reject) => {
        if (line.push({ text, costMs, resolve, reject }) === 1) setImmediate(turn);
        aheadMs += costMs;
      });
    },
    facts: () => {
      const waitMs = aheadMs * pace;
      return { waiting: line.length, waitMs, full: line.length > 0 && waitMs > maxWaitMs, refused };
    },
    close: () => {
      closing ??= new Promise<void>((resolve) => {
        if (line.length === 0) resolve();
        else whenEmpty = resolve;
      }).then(predictor.close);
      return closing;
    },
  };
}
