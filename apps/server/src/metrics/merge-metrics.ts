import type { MetricFamily, Sample } from './family.ts';

/** One reading of several processes: what they counted is added, of what they measured the family says sum or most. */
export function mergeMetrics(readings: readonly (readonly MetricFamily[])[]): readonly MetricFamily[] {
  const byName = new Map<string, { readonly family: MetricFamily; readonly samples: Map<string, Sample> }>();
  for (const family of readings.flat()) {
    const entry = byName.get(family.name) ?? { family, samples: new Map<string, Sample>() };
    byName.set(family.name, entry);
    for (const sample of family.samples) {
      const key = sample.suffix + JSON.stringify(Object.entries(sample.labels).sort());
      const before = entry.samples.get(key);
      entry.samples.set(key, before ? { ...sample, value: merged(family, before, sample) } : sample);
    }
  }
  return [...byName.values()].map(({ family, samples }) => ({ ...family, samples: [...samples.values()] }));
}

function merged({ merge }: MetricFamily, a: Sample, b: Sample): number {
  return merge === 'sum' ? a.value + b.value : Math.max(a.value, b.value);
}
