import { expect, test } from 'vitest';
import { identityOf, startOf } from './process-identity.ts';

const fields = (state: string): string =>
  `${state} 1 1 1 0 -1 4194560 0 0 0 0 1 2 0 0 20 0 1 0 987654 1000 2000`;

test.each([
  ['a running process', `12 (node) ${fields('R')}`, '987654'],
  ['a command whose name has spaces and parentheses', `12 (a) b (c) d) ${fields('S')}`, '987654'],
  ['one that has ended and was not collected', `12 (node) ${fields('Z')}`, null],
  ['one that is just being removed', `12 (node) ${fields('X')}`, null],
  ['no such process', null, null],
  ['a line that is cut short', '12 (node) S 1 1', null],
])('the start of %s is read from its stat line', (_, stat, start) => {
  expect(startOf(stat)).toBe(start);
});

test('this process has an identity that stays, and a number that nobody has has none', async () => {
  const self = await identityOf(process.pid);
  expect(self).toMatchObject({ pid: process.pid });
  expect(await identityOf(process.pid)).toEqual(self);
  expect(await identityOf(2 ** 22 + 1)).toBeNull();
});
