import { expect, test } from 'vitest';
import { connected, stepConnection } from './step-connection.ts';

const away = { away: true, ended: false };
const ended = { away: false, ended: true };

test.each([
  [connected, 200, connected],
  [connected, 404, connected],
  [connected, 500, connected],
  [connected, null, away],
  [away, null, away],
  [away, 200, connected],
  [away, 503, connected],
  [connected, 401, ended],
  [ended, 401, ended],
  [ended, 404, ended],
  [ended, 200, connected],
  [ended, null, { away: true, ended: true }],
  [{ away: true, ended: true }, 401, ended],
  [{ away: true, ended: true }, 200, connected],
])('%j, hearing %s, is %j', (before, status, after) => {
  expect(stepConnection(before, { status })).toEqual(after);
});

test('what changes nothing is the very same value, so that nothing is drawn again', () => {
  expect(stepConnection(connected, { status: 200 })).toBe(connected);
  expect(stepConnection(away, { status: null })).toBe(away);
});
