import { checkLength, checkName, invalid } from './check-text.ts';
import { refuse } from './refuse.ts';

/**
 * MLflow's rules for what is logged, in its words, so that a client is refused here what it is refused there. The record
 * has rules of its own behind these.
 */
const limits = {
  batchMetrics: 1000,
  batchParams: 100,
  batchTags: 100,
  batchInAll: 1000,
  keyLength: 250,
  /** Longer values are cut, as MLflow's servers cut them and its clients' users are told. */
  paramValueLength: 6000,
  runTagValueLength: 8000,
} as const;

export interface Pair {
  readonly key: string;
  readonly value?: string;
}
export interface Measured {
  readonly key: string;
  readonly value: number | string;
  readonly timestamp: number;
}

export function checkBatch({
  metrics,
  params,
  tags,
}: {
  readonly metrics: readonly Measured[];
  readonly params: readonly Pair[];
  readonly tags: readonly Pair[];
}): void {
  for (const [at, metric] of metrics.entries()) checkMetric(metric, `metrics[${at}].`);
  for (const [at, { key }] of params.entries()) checkKey('Param key', key, `params[${at}].key`);
  for (const [at, { key }] of tags.entries()) checkKey(`tags[${at}].key`, key, `tags[${at}].key`);
  atMost(limits.batchMetrics, 'metrics', metrics.length);
  atMost(limits.batchParams, 'params', params.length);
  atMost(limits.batchTags, 'tags', tags.length);
  atMost(limits.batchInAll, 'metrics, params, and tags', metrics.length + params.length + tags.length);
  const keys = params.map(({ key }) => key);
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  if (twice.length > 0) {
    refuse(
      `Duplicate parameter keys have been submitted: ${pythonList(twice)}. Please ensure the request contains only one param value per param key.`,
    );
  }
}

export function checkMetric({ key, value, timestamp }: Measured, place = ''): void {
  checkName(key, `${place}name`);
  if (timestamp < 0) {
    refuse(
      `${invalid(`${place}timestamp`, timestamp)}: metric '${key}' (value=${pythonFloat(Number(value))}). Timestamp must be a nonnegative long (64-bit integer) `,
    );
  }
  checkLength('Metric name', key, limits.keyLength);
}

export function checkKey(kind: string, key: string, place = 'key'): void {
  checkName(key, place);
  checkLength(kind, key, limits.keyLength);
}

export function paramsOf(params: readonly Pair[] = []): Record<string, string> {
  return cutPairs(params, limits.paramValueLength);
}

export function runTagsOf(tags: readonly Pair[] = []): Record<string, string> {
  return cutPairs(tags, limits.runTagValueLength);
}

/** The last of a key that comes twice. Cut between characters, never within one. */
function cutPairs(pairs: readonly Pair[], most: number): Record<string, string> {
  return Object.fromEntries(
    pairs.map(({ key, value = '' }) => [
      key,
      value.length > most ? [...value].slice(0, most).join('') : value,
    ]),
  );
}

function atMost(most: number, what: string, count: number): void {
  if (count <= most) return;
  refuse(
    `A batch logging request can contain at most ${most} ${what}. Got ${count} ${what}. Please split up ${what} across multiple requests and try again.`,
  );
}

/** MLflow's users read Python. */
function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function pythonList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}
