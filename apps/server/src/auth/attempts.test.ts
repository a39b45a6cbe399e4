import { expect, test } from 'vitest';
import { createAttempts } from './attempts.ts';

const minute = 60_000;

test('ten failures of an account from an address, then a wait until the window ends', () => {
  let now = 0;
  const attempts = createAttempts(() => now);
  for (let at = 0; at < 10; at += 1) {
    expect(attempts.waitMs('ada', 'a')).toBe(0);
    attempts.count('ada', 'a');
    now += 1000;
  }
  expect(attempts.waitMs('ada', 'a')).toBe(5 * minute - 10_000);
  expect(attempts.waitMs('ada', 'b')).toBe(0);
  expect(attempts.waitMs('bob', 'a')).toBe(0);
  now = 5 * minute;
  expect(attempts.waitMs('ada', 'a')).toBe(0);
});

test('fifty failures from an address, whatever the accounts', () => {
  const attempts = createAttempts(() => 0);
  for (let at = 0; at < 50; at += 1) {
    expect(attempts.waitMs(`name ${at}`, 'a')).toBe(0);
    attempts.count(`name ${at}`, 'a');
  }
  expect(attempts.waitMs('another', 'a')).toBe(5 * minute);
  expect(attempts.waitMs('another', 'b')).toBe(0);
});

test('a good one takes back its own count, and not those before it', () => {
  const attempts = createAttempts(() => 0);
  for (let at = 0; at < 9; at += 1) attempts.count('ada', 'a');
  for (let at = 0; at < 20; at += 1) {
    attempts.count('ada', 'a');
    attempts.uncount('ada', 'a');
  }
  expect(attempts.waitMs('ada', 'a')).toBe(0);
  attempts.count('ada', 'a');
  expect(attempts.waitMs('ada', 'a')).toBeGreaterThan(0);
});

test('a million names and addresses take the memory of ten thousand, and old ones go first', () => {
  const attempts = createAttempts(() => 0);
  for (let at = 0; at < 10; at += 1) attempts.count('eve', 'old');
  for (let at = 0; at < 1_000_000; at += 1) attempts.count('x'.repeat(200) + at, `address ${at}`);
  expect(attempts.entries()).toBeLessThanOrEqual(10_000);
  expect(attempts.waitMs('eve', 'old')).toBe(0);
  for (let at = 0; at < 10; at += 1) attempts.count('eve', 'new');
  expect(attempts.waitMs('eve', 'new')).toBe(5 * minute);
});
