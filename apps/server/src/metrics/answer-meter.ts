import type { AnswerListener, Part } from '../asking/question.ts';
import { createDistribution, type Distribution, histogram } from './distribution.ts';
import { counter, type MetricFamily } from './family.ts';

export interface AnswerMeter {
  readonly listener: AnswerListener;
  /** `served`: `name@version` in memory now. */
  readonly families: (served: ReadonlySet<string>) => readonly MetricFamily[];
}

/** Below a half only models of three classes and more are; the interesting ones are near one. */
const confidences = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1] as const;
/** A linear model takes tens of microseconds, a transformer tens of milliseconds. */
const seconds = [
  0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
  0.5, 1,
] as const;

/** Of versions that have left memory so many stay readable, the last first: a rollback goes on where it was. */
const departedVersions = 50;

interface VersionCounts {
  readonly model: string;
  readonly version: string;
  readonly byLabel: Map<string, Record<Part, number>>;
  unsure: number;
  readonly confidence: Distribution;
  readonly seconds: Distribution;
}

/** What was answered, by model and version. On the way of every answer: two look-ups and some additions. */
export function createAnswerMeter(): AnswerMeter {
  const versions = new Map<string, VersionCounts>();
  // By the model as it is in memory, which is looked up faster than a name is put together.
  let byServed = new WeakMap<object, VersionCounts>();

  const countsOf = (served: { readonly name: string; readonly version: number }): VersionCounts => {
    const key = `${served.name}@${served.version}`;
    const counts = versions.get(key) ?? {
      model: served.name,
      version: String(served.version),
      byLabel: new Map(),
      unsure: 0,
      confidence: createDistribution(confidences),
      seconds: createDistribution(seconds),
    };
    versions.set(key, counts);
    byServed.set(served, counts);
    return counts;
  };

  /** Oldest first, since a map keeps the order in which its keys came. */
  const forget = (served: ReadonlySet<string>): void => {
    const departed = [...versions.keys()].filter((key) => !served.has(key));
    const tooMany = departed.slice(0, Math.max(0, departed.length - departedVersions));
    for (const key of tooMany) versions.delete(key);
    // One of them may be kept for a rollback and come back: it is then counted anew, and seen.
    if (tooMany.length > 0) byServed = new WeakMap();
  };

  return {
    listener: ({ served, prediction, part, tookMs }) => {
      const counts = byServed.get(served) ?? countsOf(served);
      const { label, confidence, unsure } = prediction;
      let byPart = counts.byLabel.get(label);
      if (!byPart) {
        byPart = { champion: 0, challenger: 0, asked: 0 };
        counts.byLabel.set(label, byPart);
      }
      byPart[part]++;
      if (unsure) counts.unsure++;
      counts.confidence.observe(confidence);
      counts.seconds.observe(tookMs / 1000);
    },
    families: (served) => {
      forget(served);
      const all = [...versions.values()].map((counts) => ({
        counts,
        labels: { model: counts.model, version: counts.version },
      }));
      return [
        counter(
          'verdict_predictions_total',
          'Answers by model, version, label and part: champion, challenger, or asked for by version.',
          all.flatMap(({ counts, labels }) =>
            [...counts.byLabel].flatMap(([label, byPart]) =>
              Object.entries(byPart)
                .filter(([, value]) => value > 0)
                .map(([part, value]) => ({ labels: { ...labels, label, part }, value })),
            ),
          ),
        ),
        counter(
          'verdict_unsure_total',
          'Answers that a person should look at.',
          all.map(({ counts, labels }) => ({ labels, value: counts.unsure })),
        ),
        histogram(
          'verdict_prediction_confidence',
          'Calibrated probability of the label that was given.',
          all.map(({ counts, labels }) => ({ labels, distribution: counts.confidence })),
        ),
        histogram(
          'verdict_prediction_duration_seconds',
          'What the model took for a text, without waiting.',
          all.map(({ counts, labels }) => ({ labels, distribution: counts.seconds })),
        ),
      ];
    },
  };
}
