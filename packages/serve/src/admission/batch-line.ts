import type { Prediction } from '@verdict/learn';
import type { BatchPredictor } from '../predictor.ts';
import { batchWindowMs } from './batch-window.ts';
import { createCostMeter } from './cost-meter.ts';
import {
  defaultMaxWaitMs,
  type Line,
  type LineOptions,
  sinceStartMs,
  type Timed,
  type Waiting,
} from './line.ts';
import { closed, overloaded } from './refusals.ts';

/** How fast the time between two texts is learned. */
const arrivalStep = 1 / 16;

/** Before anything is known of what a batch costs, so many may wait: a few batches of any size. */
const batchesAtFirst = 4;

interface InLine extends Waiting {
  readonly cameAt: number;
}

/**
 * A predictor that computes elsewhere, one batch at a time. While it works, the next batch gathers by itself; while it
 * does not, the next text is waited for only if that gains more than it costs (batch-window.ts).
 */
export function createBatchLine(
  predictor: BatchPredictor,
  { maxWaitMs = defaultMaxWaitMs, onBatch, now = sinceStartMs }: LineOptions,
): Line {
  const { maxTexts } = predictor;
  const cost = createCostMeter();
  const line: InLine[] = [];
  let refused = 0;
  let startedAt: number | null = null;
  let underway = 0;
  let lastCameAt: number | null = null;
  let betweenMs = Number.POSITIVE_INFINITY;
  let woken = false;
  let window: NodeJS.Timeout | undefined;
  let closing: Promise<void> | null = null;
  let whenIdle = (): void => {};

  const learnArrival = (cameAt: number): void => {
    if (lastCameAt !== null) {
      const sinceMs = cameAt - lastCameAt;
      betweenMs =
        betweenMs === Number.POSITIVE_INFINITY ? sinceMs : betweenMs + arrivalStep * (sinceMs - betweenMs);
    }
    lastCameAt = cameAt;
  };

  /** Of one more text: the rest of the batch under way, then the whole batches before its own. */
  const waitMs = (): number => {
    const full = cost.estimateMs(maxTexts) ?? 0;
    const rest = startedAt === null ? 0 : Math.max(0, (cost.estimateMs(underway) ?? 0) - (now() - startedAt));
    return rest + Math.floor(line.length / maxTexts) * full;
  };
  const isFull = (): boolean =>
    cost.estimateMs(1) === null
      ? line.length >= batchesAtFirst * maxTexts
      : line.length > 0 && waitMs() > maxWaitMs;

  const wake = (): void => {
    if (woken || startedAt !== null) return;
    woken = true;
    // All that came with one turn of the event loop go together.
    setImmediate(() => {
      woken = false;
      go();
    });
  };

  const go = (): void => {
    clearTimeout(window);
    window = undefined;
    if (startedAt !== null || line.length === 0) return;
    const left = batchWindowMs({
      waiting: line.length,
      maxTexts,
      nextInMs: closing ? Number.POSITIVE_INFINITY : betweenMs,
      fixedMs: cost.fixedMs(),
      waitedMs: now() - line[0].cameAt,
    });
    if (left > 0) window = setTimeout(go, left);
    else void run(line.splice(0, maxTexts));
  };

  const run = async (batch: readonly InLine[]): Promise<void> => {
    onBatch?.(batch.length);
    underway = batch.length;
    startedAt = now();
    await answerAll(batch);
    startedAt = null;
    if (line.length > 0) go();
    else whenIdle();
  };

  const answerAll = async (batch: readonly InLine[]): Promise<void> => {
    const beganAt = now();
    let predictions: readonly Prediction[];
    try {
      predictions = await predictor.predictAll(batch.map(({ text }) => text));
      if (predictions.length !== batch.length) {
        throw new Error(`a predictor gave ${predictions.length} answers to ${batch.length} texts`);
      }
    } catch (error) {
      if (batch.length === 1) return batch[0].reject(error);
      // One text of somebody's must not take the others' answers with it.
      for (const each of batch) await answerAll([each]);
      return;
    }
    const tookMs = now() - beganAt;
    cost.learn(batch.length, tookMs);
    batch.forEach(({ resolve }, index) => {
      resolve({ prediction: predictions[index], tookMs });
    });
  };

  return {
    together: maxTexts,
    ask: (text, admitted = false) => {
      if (closing) throw closed();
      if (!admitted && isFull()) {
        refused++;
        throw overloaded(waitMs());
      }
      const cameAt = now();
      learnArrival(cameAt);
      return new Promise<Timed>((resolve, reject) => {
        line.push({ text, cameAt, resolve, reject });
        if (window !== undefined && line.length >= maxTexts) go();
        else if (window === undefined) wake();
      });
    },
    facts: () => ({ waiting: line.length, waitMs: waitMs(), full: isFull(), refused }),
    close: () => {
      closing ??= new Promise<void>((resolve) => {
        if (line.length === 0 && startedAt === null) resolve();
        else whenIdle = resolve;
        go();
      }).then(predictor.close);
      return closing;
    },
  };
}
