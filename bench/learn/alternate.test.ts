import { expect, it } from 'vitest';
import { alternate } from './alternate.ts';

it('runs both in turn, one at a time, and counts all pairs but the first', async () => {
  const order: string[] = [];
  let running = 0;
  let number = 0;
  const contestant = (name: string) => async () => {
    order.push(name);
    running++;
    expect(running).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return { seconds: ++number, cpuSeconds: 1, peakBytes: 1, output: null };
  };
  const result = await alternate({ ours: contestant('A'), peer: contestant('B'), pairs: 2 });
  expect(order.join(' ')).toBe('A B A B A B');
  expect(result.ours.map(({ seconds }) => seconds)).toEqual([3, 5]);
  expect(result.peer.map(({ seconds }) => seconds)).toEqual([4, 6]);
});
