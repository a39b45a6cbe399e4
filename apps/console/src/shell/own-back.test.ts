import { expect, test } from 'vitest';
import { ownBack, signInSearch } from './own-back.ts';

test.each([
  ['/runs', '/runs'],
  ['/runs?filter=metrics.accuracy%20%3E%200.9', '/runs?filter=metrics.accuracy%20%3E%200.9'],
  ['/models/films#versions', '/models/films#versions'],
  ['/', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/a'], '/'],
  ['runs', '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/a\\b', '/'],
  ['/a b', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in', '/'],
  ['/sign-in?back=/sign-in', '/'],
  ['/sign-in-out', '/sign-in-out'],
  [`/${'a'.repeat(2000)}`, '/'],
])('after signing in, %j leads to %j', (back, to) => {
  expect(ownBack(back)).toBe(to);
});

test('an address that leads nowhere of ours is left out', () => {
  expect(signInSearch({ back: '//evil.example', more: 1 })).toEqual({});
  expect(signInSearch({ back: '/jobs' })).toEqual({ back: '/jobs' });
});
