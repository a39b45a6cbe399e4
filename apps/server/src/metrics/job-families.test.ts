import { expect, test } from 'vitest';
import { jobSource } from './job-families.ts';

const counted = [{ kind: 'train', state: 'queued', jobs: 2 }] as const;

test('says how many jobs there are of each kind and state', async () => {
  const [family] = await jobSource(async () => counted)();
  expect(family).toMatchObject({
    name: 'verdict_jobs',
    samples: [{ labels: { kind: 'train', state: 'queued' }, value: 2 }],
  });
});

test('leaves them out where the database refuses, and says them again when it does not', async () => {
  let away = true;
  const read = jobSource(async () => {
    if (away) throw new Error('away');
    return counted;
  });
  expect(await read()).toEqual([]);
  away = false;
  expect(await read()).toHaveLength(1);
});

test('waits no longer than a scrape can, and asks a database that is stuck no second time', async () => {
  let asked = 0;
  let answer = (_: typeof counted): void => {};
  const read = jobSource(() => {
    asked++;
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  expect(await Promise.all([read(), read()])).toEqual([[], []]);
  const third = read();
  answer(counted);
  expect(await third).toHaveLength(1);
  expect(asked).toBe(1);
});
