import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { leapfrog, type Page } from './s3-leapfrog.ts';

const keyOf = (at: number): string => {
  const hash = createHash('md5').update(`${at}`).digest('hex');
  return `files/md5/${hash.slice(0, 2)}/${hash.slice(2)}${at % 7 === 0 ? '.dir' : ''}`;
};
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => keyOf(from + at)).sort();

/** A bucket that counts what it is asked. */
function bucket(keys: readonly string[]): { page: Page; asked: { pages: number; keys: number } } {
  const asked = { pages: 0, keys: 0 };
  return {
    asked,
    page: async (after, most) => {
      const behind = keys.filter((key) => key > after);
      const found = behind.slice(0, Math.min(most, 1000));
      asked.pages++;
      asked.keys += found.length;
      return { keys: found, isEnd: found.length === behind.length };
    },
  };
}

describe('looking for keys in a long list', () => {
  it.each([
    ['all of them, and nothing else', range(0, 3000), range(0, 3000), 5],
    ['none, in an empty bucket', range(0, 3000), [], 1],
    ['half of them', range(0, 2000), range(1000, 3000), 4],
    ['one', range(5, 6), range(0, 3000), 1],
    ['few among many strangers', range(0, 20), range(10, 20_000), 20],
    ['nothing at all', [], range(0, 10), 0],
  ])('finds %s, in few requests', async (_, wanted, there, mostPages) => {
    const { page, asked } = bucket(there);
    const all = new Set(there);
    expect(await leapfrog(wanted, page)).toEqual(wanted.filter((key) => all.has(key)));
    expect(asked.pages).toBeLessThanOrEqual(mostPages);
  });

  it('reads a small part of a bucket of strangers', async () => {
    const { page, asked } = bucket(range(0, 50_000));
    expect(await leapfrog(range(0, 100), page)).toHaveLength(100);
    expect(asked.pages).toBeLessThanOrEqual(100);
    expect(asked.keys).toBeLessThan(5_000);
  });

  it('takes keys apart that differ in their last letter alone', async () => {
    const { page } = bucket(['a/0', 'a/1', 'a/2', 'a/3', 'a/4']);
    expect(await leapfrog(['a/4'], page)).toEqual(['a/4']);
    expect(await leapfrog(['a/3x'], page)).toEqual([]);
  });

  it('refuses a server that begins anew each time', async () => {
    const keys = range(0, 3000);
    await expect(
      leapfrog([keys[2500], keys[2900]], async (_, most) => ({ keys: keys.slice(0, most), isEnd: false })),
    ).rejects.toThrow('does not list its objects in order');
  });
});
