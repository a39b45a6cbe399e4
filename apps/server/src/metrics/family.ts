export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** Of a histogram, which of its series: `_bucket`, `_sum` or `_count`. */
  readonly suffix: '' | '_bucket' | '_sum' | '_count';
  readonly labels: Labels;
  readonly value: number;
}

/** Everything under one name, as it was when it was read. Plain values: it travels between processes as it is. */
export interface MetricFamily {
  /** A counter’s ends in `_total`, and every name in its unit. */
  readonly name: string;
  readonly help: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** How the same series of several processes become one. */
  readonly merge: 'sum' | 'max';
  readonly samples: readonly Sample[];
}

/** What a family is made of when it is asked for; nothing is kept between two readings. */
export type MetricSource = () => readonly MetricFamily[] | Promise<readonly MetricFamily[]>;

export interface Reading {
  readonly labels?: Labels;
  readonly value: number;
}

export function counter(name: string, help: string, readings: readonly Reading[]): MetricFamily {
  return { name, help, kind: 'counter', merge: 'sum', samples: readings.map(sampleOf) };
}

export function gauge(
  name: string,
  help: string,
  readings: readonly Reading[],
  merge: MetricFamily['merge'] = 'sum',
): MetricFamily {
  return { name, help, kind: 'gauge', merge, samples: readings.map(sampleOf) };
}

function sampleOf({ labels = {}, value }: Reading): Sample {
  return { suffix: '', labels, value };
}
