import { expect, test } from 'vitest';
import { cameSecurely, noSessionCookies, readSessionCookie, sessionCookie } from './session-cookie.ts';

test.each([
  [undefined, null],
  ['', null],
  ['theme=dark', null],
  ['verdict_session=abc', 'abc'],
  ['theme=dark; verdict_session=abc; more=1', 'abc'],
  ['xverdict_session=no', null],
  ['verdict_session=a=b', 'a=b'],
  ['verdict_session=planted; __Host-verdict_session=ours', 'ours'],
  ['verdict_session', null],
])('of %j it reads %j', (header, token) => {
  expect(readSessionCookie(header)).toBe(token);
});

test('it is for this host’s own pages, and no script sees it', () => {
  expect(sessionCookie('abc', 60.9, false)).toBe(
    'verdict_session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict',
  );
  expect(sessionCookie('abc', 60, true)).toBe(
    '__Host-verdict_session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
  );
  expect(noSessionCookies(false)).toHaveLength(1);
  expect(noSessionCookies(true).every((cookie) => cookie.includes('Max-Age=0'))).toBe(true);
});

test.each([
  ['https', undefined, true],
  ['http', undefined, false],
  ['http', 'http://localhost:8000', false],
  ['http', 'https://verdict.example', true],
])('over %s from %s it is secure: %s', (protocol, origin, secure) => {
  expect(cameSecurely(protocol, origin)).toBe(secure);
});
