import type { AnswerListener } from '../asking/question.ts';
import { createAnswerMeter } from './answer-meter.ts';
import { createDistribution, histogram } from './distribution.ts';
import { counter, type MetricFamily, type MetricSource } from './family.ts';
import { watchLoopDelay } from './loop-delay.ts';
import { processFamilies } from './process-families.ts';
import { createRequestMeter, type RequestMeter } from './request-meter.ts';
import { modelFamilies, type WatchedModel } from './serving-families.ts';

export interface Metrics {
  readonly requests: RequestMeter;
  readonly listener: AnswerListener;
  /** Told of every batch that a model was asked at once. */
  readonly batch: (texts: number) => void;
  /** What others can say when it is asked for: queues, buffers, jobs. */
  readonly add: (source: MetricSource) => void;
  /** Everything as it is now, as plain values. */
  readonly snapshot: () => Promise<readonly MetricFamily[]>;
  /** Idempotent. */
  readonly stop: () => void;
}

export interface MetricsInput {
  /** In memory now. */
  readonly models: () => readonly WatchedModel[];
  /** Lines that the log found no room for. */
  readonly droppedLines?: () => number;
}

/** Up to the most texts that one request may have by default. */
const batchTexts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000] as const;

/**
 * Numbers are kept as numbers where they arise and become series when somebody asks: a request costs additions, and
 * a scrape the rest. Every label is of a set that the server has itself: its routes, models, classes and states.
 */
export function createMetrics({ models, droppedLines }: MetricsInput): Metrics {
  const requests = createRequestMeter();
  const answers = createAnswerMeter();
  const batches = createDistribution(batchTexts);
  const loop = watchLoopDelay();
  const sources: MetricSource[] = [];

  const own: MetricSource = () => {
    const inMemory = models();
    const served = new Set(inMemory.map(({ name, version }) => `${name}@${version}`));
    return [
      ...requests.families(),
      ...answers.families(served),
      histogram('verdict_batch_size', 'Texts that a model was asked at once, where it has a way to.', [
        { distribution: batches },
      ]),
      ...modelFamilies(inMemory, performance.now()),
      ...(droppedLines
        ? [
            counter('verdict_log_lines_dropped_total', 'Lines of the log that found no room.', [
              { value: droppedLines() },
            ]),
          ]
        : []),
      ...loop.families(),
    ];
  };

  return {
    requests,
    listener: answers.listener,
    batch: batches.observe,
    add: (source) => {
      sources.push(source);
    },
    snapshot: async () =>
      (await Promise.all([own, processFamilies, ...sources].map((read) => read()))).flat(),
    stop: loop.stop,
  };
}
