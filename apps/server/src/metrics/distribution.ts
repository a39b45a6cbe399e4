import type { Labels, MetricFamily, Sample } from './family.ts';

/** How values are spread, in a few numbers that are never more: a count for each bucket, and the sum. */
export interface Distribution {
  readonly observe: (value: number) => void;
  readonly samples: (labels: Labels) => readonly Sample[];
}

/** `bounds` ascend; a value belongs to the first that is not below it. */
export function createDistribution(bounds: readonly number[]): Distribution {
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;
  return {
    observe: (value) => {
      let bucket = 0;
      while (bucket < bounds.length && value > bounds[bucket]) bucket++;
      counts[bucket]++;
      sum += value;
    },
    samples: (labels) => {
      let total = 0;
      const buckets = Array.from(counts, (count, bucket): Sample => {
        total += count;
        const le = bucket < bounds.length ? floatText(bounds[bucket]) : '+Inf';
        return { suffix: '_bucket', labels: { ...labels, le }, value: total };
      });
      return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: total }];
    },
  };
}

export interface Spread {
  readonly labels?: Labels;
  readonly distribution: Distribution;
}

export function histogram(name: string, help: string, spreads: readonly Spread[]): MetricFamily {
  const samples = spreads.flatMap(({ labels = {}, distribution }) => distribution.samples(labels));
  return { name, help, kind: 'histogram', merge: 'sum', samples };
}

/** OpenMetrics has one way to write a bound, so that two servers’ series are the same series: `1.0`. */
function floatText(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}
