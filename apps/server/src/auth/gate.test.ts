import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('so many at once, so many in line, and no more; what fails leaves its place', async () => {
  const gate = createGate({ atOnce: 2, waiting: 3 });
  const ends: (() => void)[] = [];
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise<void>((resolve) => ends.push(resolve));
    inside -= 1;
    throw new Error('failed');
  };
  const entered = Array.from({ length: 6 }, () => gate.through(work)).map((each) =>
    each?.catch(() => 'failed'),
  );
  expect(entered[5]).toBeUndefined();
  while (ends.length < 5 || inside > 0) {
    ends.at(-1)?.();
    for (const end of ends) end();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await Promise.all(entered.slice(0, 5))).toEqual(Array(5).fill('failed'));
  expect(most).toBe(2);
  expect(gate.through(async () => 1)).not.toBeNull();
});
