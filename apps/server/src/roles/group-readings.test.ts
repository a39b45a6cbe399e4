import { expect, test } from 'vitest';
import { counter, gauge } from '../metrics/index.ts';
import { createGroupReadings } from './group-readings.ts';

const reading = (requests: number, bytes: number) => [
  counter('requests_total', 'Requests.', [{ value: requests }]),
  gauge('memory_bytes', 'Memory.', [{ value: bytes }]),
];

test('what processes counted is kept when they end or are late, and what they measured goes with them', () => {
  const readings = createGroupReadings<string>();
  const values = () =>
    Object.fromEntries(readings.all().map(({ name, samples }) => [name, samples.map(({ value }) => value)]));
  readings.heard('a', reading(100, 5));
  readings.heard('b', reading(10, 7));
  expect(values()).toEqual({ requests_total: [110], memory_bytes: [12] });
  // `a` does not answer in time.
  readings.heard('b', reading(20, 7));
  expect(values()).toEqual({ requests_total: [120], memory_bytes: [12] });
  readings.left('a');
  expect(values()).toEqual({ requests_total: [120], memory_bytes: [7] });
  readings.heard('c', reading(1, 3));
  readings.left('b');
  readings.left('nobody has heard of');
  expect(values()).toEqual({ requests_total: [121], memory_bytes: [3] });
});
