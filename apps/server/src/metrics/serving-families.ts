import type { ServedModel } from '@verdict/serve';
import type { TrafficFacts } from '../traffic/index.ts';
import { counter, gauge, type MetricFamily } from './family.ts';

/** Enough of a hash to tell files apart, as git does it. */
const shortHash = 12;

export type WatchedModel = Pick<ServedModel, 'name' | 'version' | 'sha256' | 'loadedAt'> & {
  readonly line: Pick<ServedModel['line'], 'facts'>;
};

/** What is in memory; `now` on the clock of `loadedAt`. */
export function modelFamilies(models: readonly WatchedModel[], now: number): readonly MetricFamily[] {
  const labelled = models.map((model) => ({
    model,
    labels: { model: model.name, version: String(model.version) },
    facts: model.line.facts(),
  }));
  return [
    gauge(
      'verdict_model_loaded',
      'Versions in memory that gave the answers they must; of several processes, how many have it.',
      labelled.map(({ model, labels }) => ({
        labels: { ...labels, sha256: model.sha256.slice(0, shortHash) },
        value: 1,
      })),
    ),
    gauge(
      'verdict_model_age_seconds',
      'Since a version was read into memory; of several processes, the longest.',
      labelled.map(({ model, labels }) => ({ labels, value: (now - model.loadedAt) / 1000 })),
      'max',
    ),
    gauge(
      'verdict_queue_length',
      'Texts that wait for a version.',
      labelled.map(({ labels, facts }) => ({ labels, value: facts.waiting })),
    ),
    counter(
      'verdict_queue_refused_total',
      'Texts that were refused because they would have waited too long.',
      labelled.map(({ labels, facts }) => ({ labels, value: facts.refused })),
    ),
  ];
}

/** How a bounded buffer before a table is doing: the prediction log, or the answers of the shadow. */
export interface BufferStanding {
  readonly written: () => number;
  readonly dropped: () => number;
  readonly waiting: () => number;
}

export function predictionLogFamilies({
  written,
  dropped,
  waiting,
}: BufferStanding): readonly MetricFamily[] {
  return [
    counter('verdict_prediction_log_written_total', 'Rows of the prediction log that are on record.', [
      { value: written() },
    ]),
    counter('verdict_prediction_log_dropped_total', 'Rows of the prediction log that found no room.', [
      { value: dropped() },
    ]),
    gauge('verdict_prediction_log_waiting', 'Rows of the prediction log that are not written yet.', [
      { value: waiting() },
    ]),
  ];
}

export function trafficFamilies({
  challengers,
  waiting,
  rowsWaiting,
  rowsDropped,
}: TrafficFacts): readonly MetricFamily[] {
  const each = (of: 'agreements' | 'disagreements' | 'dropped' | 'failures') =>
    challengers.map(({ model, version, [of]: value }) => ({
      labels: { model, version: String(version) },
      value,
    }));
  return [
    counter(
      'verdict_shadow_agreements_total',
      'Answers of the version in the shadow that were the champion’s too.',
      each('agreements'),
    ),
    counter(
      'verdict_shadow_disagreements_total',
      'Answers of the version in the shadow that were others.',
      each('disagreements'),
    ),
    counter(
      'verdict_shadow_dropped_total',
      'Questions that the version in the shadow was not asked, for want of time.',
      each('dropped'),
    ),
    counter(
      'verdict_challenger_failures_total',
      'Questions that a challenger, in the shadow or a canary, could not answer.',
      each('failures'),
    ),
    gauge('verdict_shadow_waiting', 'Questions that the shadow has still to answer.', [{ value: waiting }]),
    gauge('verdict_shadow_rows_waiting', 'Answers of the shadow that are not written yet.', [
      { value: rowsWaiting },
    ]),
    counter('verdict_shadow_rows_dropped_total', 'Answers of the shadow that found no room.', [
      { value: rowsDropped },
    ]),
  ];
}
