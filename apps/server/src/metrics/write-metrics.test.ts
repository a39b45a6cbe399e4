import { describe, expect, test } from 'vitest';
import { createDistribution, histogram } from './distribution.ts';
import { counter, gauge } from './family.ts';
import { formatFor, writeMetrics } from './write-metrics.ts';

const spread = createDistribution([0.5, 1]);
for (const value of [0.1, 0.5, 0.7, 1, 3]) spread.observe(value);
const families = [
  counter('a_total', 'Back\\slash, "quotes"\nand lines.', [
    { labels: { label: 'a"b\\c\nd', part: 'x' }, value: 3 },
    { value: 1e21 },
  ]),
  gauge('b', 'None.', []),
  histogram('c_seconds', 'Spread.', [{ labels: { route: '/x' }, distribution: spread }]),
];

describe('metrics as text', () => {
  test('for Prometheus: counters by their names, buckets that add up', () => {
    expect(writeMetrics(families, 'prometheus')).toBe(
      String.raw`# HELP a_total Back\\slash, "quotes"\nand lines.
# TYPE a_total counter
a_total{label="a\"b\\c\nd",part="x"} 3
a_total 1e+21
# HELP b None.
# TYPE b gauge
# HELP c_seconds Spread.
# TYPE c_seconds histogram
c_seconds_bucket{route="/x",le="0.5"} 2
c_seconds_bucket{route="/x",le="1.0"} 4
c_seconds_bucket{route="/x",le="+Inf"} 5
c_seconds_sum{route="/x"} 5.3
c_seconds_count{route="/x"} 5
`,
    );
  });

  test('as OpenMetrics: a counter’s family without _total, quotes escaped in HELP, and an end', () => {
    const text = writeMetrics(families, 'openmetrics');
    expect(text).toContain(String.raw`# HELP a Back\\slash, \"quotes\"\nand lines.`);
    expect(text).toContain('# TYPE a counter\na_total{');
    expect(text).toMatch(/\n# EOF\n$/);
  });

  test('names that only differ in half a surrogate pair stay two series', () => {
    const two = ['a\ud800', 'a\ud801'].map((label) => ({ labels: { label }, value: 1 }));
    const lines = Buffer.from(writeMetrics([counter('a_total', 'A.', two)], 'prometheus'))
      .toString()
      .split('\n');
    expect(new Set(lines).size).toBe(lines.length);
  });

  test.each([
    [undefined, 'prometheus'],
    ['*/*', 'prometheus'],
    ['text/plain;version=0.0.4', 'prometheus'],
    ['application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5', 'openmetrics'],
    ['application/openmetrics-textual', 'prometheus'],
  ])('Accept: %s asks for %s', (accept, format) => {
    expect(formatFor(accept)).toBe(format);
  });
});
