import type { ConsoleLive, LiveBucket } from '@verdict/api';
import type { ChartSeries } from './time-chart.tsx';

/** As many as have a colour of their own; the rest is one. */
const mostSeries = 4;

/** Answers by label, or by version where several answer: the most frequent first, what is left as one. */
export function labelSeries(live: Pick<ConsoleLive, 'labels' | 'buckets'>): readonly ChartSeries[] {
  const named = live.labels.slice(0, live.labels.length > mostSeries + 1 ? mostSeries : mostSeries + 1);
  const series = named.map((label) => ({
    name: label,
    values: live.buckets.map((bucket) => ofLabel(bucket, label)),
  }));
  if (named.length === live.labels.length) return series;
  const others = live.buckets.map((bucket, at) =>
    Math.max(0, sampledOf(bucket) - series.reduce((sum, { values }) => sum + values[at], 0)),
  );
  return [...series, { name: 'others', values: others }];
}

function ofLabel({ versions }: LiveBucket, label: string): number {
  return Object.values(versions).reduce(
    (sum, labels) => sum + (Object.hasOwn(labels, label) ? labels[label] : 0),
    0,
  );
}

function sampledOf({ versions }: LiveBucket): number {
  return Object.values(versions).reduce(
    (sum, labels) => sum + Object.values(labels).reduce((all, count) => all + count, 0),
    0,
  );
}

export interface VersionLine {
  readonly version: number;
  readonly answers: number;
  /** Share of each label, in the order of the labels. */
  readonly shares: readonly number[];
}

/** Of the whole window, a line a version. */
export function versionLines({
  versions,
  labels,
  buckets,
}: Pick<ConsoleLive, 'versions' | 'labels' | 'buckets'>): readonly VersionLine[] {
  return versions.map((version) => {
    const sums = labels.map((label) =>
      buckets.reduce(
        (sum, bucket) => sum + ofLabel({ ...bucket, versions: only(bucket, version) }, label),
        0,
      ),
    );
    const answers = buckets.reduce(
      (sum, bucket) => sum + sampledOf({ ...bucket, versions: only(bucket, version) }),
      0,
    );
    return {
      version,
      answers: Math.round(answers),
      shares: sums.map((count) => (answers === 0 ? 0 : count / answers)),
    };
  });
}

function only({ versions }: LiveBucket, version: number): LiveBucket['versions'] {
  return Object.hasOwn(versions, version) ? { [version]: versions[version] } : {};
}

/** Answers a second over the steps that are over; a step under way would look like a fall. */
export function perSecond({
  buckets,
  bucket_ms,
}: Pick<ConsoleLive, 'buckets' | 'bucket_ms'>): readonly number[] {
  return buckets.map(({ answers }) => answers / (bucket_ms / 1000));
}

/** Three figures that count: `0.02`, `1.5`, `240`. */
export function rateText(rate: number): string {
  if (rate === 0) return '0';
  if (rate < 0.01) return '< 0.01';
  return rate >= 100 ? Math.round(rate).toLocaleString('en') : String(Number(rate.toPrecision(2)));
}
