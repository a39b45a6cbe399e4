import { msOfPredictionId } from '../predictions/prediction-id.ts';
import type { Slices } from './live.store.ts';
import type { LiveRange } from './live-windows.ts';

export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface LiveBucket {
  readonly fromMs: number;
  readonly answers: number;
  readonly exact: boolean;
  readonly latencyMs: Latency | null;
  readonly meanConfidence: number | null;
  readonly unsure: number | null;
  readonly versions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface LiveSums {
  readonly answers: number;
  readonly sampled: number;
  readonly exact: boolean;
  readonly latencyMs: Latency | null;
  readonly unsure: number | null;
  readonly confidence: readonly number[];
  readonly labels: readonly string[];
  readonly buckets: readonly LiveBucket[];
}

export interface LiveToSum {
  readonly range: LiveRange;
  readonly slicesPerBucket: number;
  readonly mostCounted: number;
  readonly slices: Slices;
}

const mostLabels = 12;

interface Counted {
  readonly answers: number;
  /** How much of the step lies behind the last one counted, in slices that were cut. */
  readonly unseenMs: number;
  readonly exact: boolean;
}

/**
 * Where a slice has more answers than are counted, its version's answers of that step are reckoned from the time that
 * those counted took together: all that was counted, by all the time that was covered. That is right for steady traffic,
 * says too little of a sudden burst, and never makes many of few, as reckoning slice by slice would. What was sampled
 * stands for what was counted, each version of each step by itself.
 */
export function sumLive({ range, slicesPerBucket, mostCounted, slices }: LiveToSum): LiveSums {
  const sliceMs = range.bucketMs / slicesPerBucket;
  const byBucket = Array.from({ length: range.buckets }, () => new Map<number, Counted>());
  for (const { slice, version, answers, lastId } of slices.counts) {
    const bucket = byBucket[Math.floor(slice / slicesPerBucket)];
    const before = bucket.get(version) ?? { answers: 0, unseenMs: 0, exact: true };
    const isCut = answers > mostCounted;
    const endMs = range.fromMs + (slice + 1) * sliceMs;
    bucket.set(version, {
      answers: before.answers + answers,
      unseenMs: before.unseenMs + (isCut ? Math.max(0, endMs - msOfPredictionId(lastId) - 1) : 0),
      exact: before.exact && !isCut,
    });
  }
  const latencies = new Map(slices.buckets.map(({ bucket, tookUs }) => [bucket, latencyOf(tookUs)]));
  const groups = Map.groupBy(slices.groups, ({ bucket }) => bucket);
  const byLabel = new Map<string, number>();
  let unsure = 0;
  const buckets = byBucket.map((counted, n): LiveBucket => {
    const versions = new Map(
      [...counted].map(([version, { answers, unseenMs }]) => [
        version,
        Math.round(answers * (range.bucketMs / Math.max(1, range.bucketMs - unseenMs))),
      ]),
    );
    const exact = [...counted.values()].every((each) => each.exact);
    const ofBucket = groups.get(n) ?? [];
    const answers = sumOf([...versions.values()]);
    const sampled = sumOf(ofBucket.map((group) => group.sampled));
    const ofVersions: [number, Readonly<Record<string, number>>][] = [];
    let unsureHere = 0;
    let confidence = 0;
    for (const [version, ofVersion] of Map.groupBy(ofBucket, (group) => group.version)) {
      const weight = (versions.get(version) ?? 0) / sumOf(ofVersion.map((group) => group.sampled));
      const shares = ofVersion.map((group) => [group.label, group.sampled * weight] as const);
      for (const [label, share] of shares) byLabel.set(label, (byLabel.get(label) ?? 0) + share);
      ofVersions.push([version, Object.fromEntries(shares)]);
      unsureHere += sumOf(ofVersion.map((group) => group.unsure)) * weight;
      confidence += sumOf(ofVersion.map((group) => group.confidence)) * weight;
    }
    unsure += unsureHere;
    const seen = sampled > 0 && answers > 0;
    return {
      fromMs: range.fromMs + n * range.bucketMs,
      answers,
      exact,
      latencyMs: latencies.get(n) ?? null,
      meanConfidence: seen ? confidence / answers : null,
      unsure: seen ? unsureHere / answers : null,
      versions: Object.fromEntries(ofVersions),
    };
  });
  const answers = sumOf(buckets.map((bucket) => bucket.answers));
  const sampled = sumOf(slices.groups.map((group) => group.sampled));
  return {
    answers,
    sampled,
    exact: buckets.every(({ exact }) => exact),
    latencyMs: latencies.get(null) ?? null,
    unsure: sampled > 0 && answers > 0 ? unsure / answers : null,
    confidence: slices.confidence.map((count) => (sampled === 0 ? 0 : (count / sampled) * answers)),
    labels: [...byLabel]
      .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
      .slice(0, mostLabels)
      .map(([label]) => label),
    buckets,
  };
}

function latencyOf([p50, p95, p99]: readonly number[]): Latency {
  return { p50: p50 / 1000, p95: p95 / 1000, p99: p99 / 1000 };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
