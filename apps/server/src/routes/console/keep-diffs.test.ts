import type { DatasetDiff } from '@verdict/ledger';
import { expect, test } from 'vitest';
import { keepDiffs } from './keep-diffs.ts';

function counted(fail = false) {
  const asked: string[] = [];
  const diffs = keepDiffs(async (name, from, to) => {
    asked.push(`${name} ${from} ${to}`);
    if (fail) throw new Error('the blob store is away');
    return { from, to } as DatasetDiff;
  });
  return { asked, diffs };
}

test('compares two versions once, for all who ask at the same time and later', async () => {
  const { asked, diffs } = counted();
  await Promise.all([diffs('a', 1, 2), diffs('a', 1, 2)]);
  await diffs('a', 1, 2);
  expect(asked).toEqual(['a 1 2']);
});

test('lets go of what was asked for longest ago', async () => {
  const { asked, diffs } = counted();
  for (const to of [2, 3, 4, 5]) await diffs('a', 1, to);
  await diffs('a', 1, 2);
  await diffs('a', 1, 6);
  asked.length = 0;
  await diffs('a', 1, 2);
  await diffs('a', 1, 3);
  expect(asked).toEqual(['a 1 3']);
});

test('asks again after a failure', async () => {
  const { asked, diffs } = counted(true);
  await expect(diffs('a', 1, 2)).rejects.toThrow('away');
  await expect(diffs('a', 1, 2)).rejects.toThrow('away');
  expect(asked).toHaveLength(2);
});
