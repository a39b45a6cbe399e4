import { expect, test } from 'vitest';
import { createDistribution, histogram } from './distribution.ts';
import { counter, gauge } from './family.ts';
import { mergeMetrics } from './merge-metrics.ts';
import { writeMetrics } from './write-metrics.ts';

function ofProcess(requests: number, startedAt: number, tookSeconds: readonly number[]) {
  const spread = createDistribution([1]);
  for (const took of tookSeconds) spread.observe(took);
  return [
    counter('requests_total', 'R.', [
      { labels: { route: '/', status: '200' }, value: requests },
      ...(requests > 5 ? [{ labels: { route: '/', status: '500' }, value: 1 }] : []),
    ]),
    gauge('in_flight', 'I.', [{ value: 2 }]),
    gauge('start_seconds', 'S.', [{ value: startedAt }], 'max'),
    histogram('took_seconds', 'T.', [{ distribution: spread }]),
  ];
}

test('several processes are one: counts are added, buckets too, and of a start the last stays', () => {
  const sent = JSON.parse(JSON.stringify([ofProcess(3, 100, [0.5, 2]), ofProcess(7, 90, [3])]));
  expect(writeMetrics(mergeMetrics(sent), 'prometheus')).toBe(`# HELP requests_total R.
# TYPE requests_total counter
requests_total{route="/",status="200"} 10
requests_total{route="/",status="500"} 1
# HELP in_flight I.
# TYPE in_flight gauge
in_flight 4
# HELP start_seconds S.
# TYPE start_seconds gauge
start_seconds 100
# HELP took_seconds T.
# TYPE took_seconds histogram
took_seconds_bucket{le="1.0"} 1
took_seconds_bucket{le="+Inf"} 3
took_seconds_sum 5.5
took_seconds_count 3
`);
});

test('of one process nothing changes, and of none there is nothing', () => {
  const one = ofProcess(3, 100, [0.5]);
  expect(mergeMetrics([one])).toEqual(one);
  expect(mergeMetrics([])).toEqual([]);
});
