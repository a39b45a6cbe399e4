import { expect, test } from 'vitest';
import { refusalToTell } from './verdict-refusal.ts';

test.each([
  ['UNREACHABLE', null, 'VERDICT_AWAY', true],
  ['TIMEOUT', null, 'VERDICT_AWAY', true],
  ['REPLY_INVALID', 200, 'VERDICT_AWAY', true],
  ['INTERNAL', 500, 'VERDICT_AWAY', true],
  ['OVERLOADED', 503, 'VERDICT_BUSY', true],
  ['RATE_LIMITED', 429, 'VERDICT_BUSY', true],
  ['SIGN_IN_NEEDED', 401, 'KEY_REFUSED', false],
  ['PERMISSION_DENIED', 403, 'KEY_REFUSED', false],
  ['MODEL_NOT_FOUND', 404, 'MODEL_AWAY', false],
  ['TEXT_OVER_LIMIT', 413, 'TEXT_TOO_LONG', false],
  ['PREDICTION_UNKNOWN', 404, 'CHECK_UNKNOWN', false],
])('when Verdict says %s (%s), a visitor hears %s', (code, status, told, says) => {
  const error = refusalToTell({ code, status, detail: 'http://10.0.0.7:8000 said no' }, null);
  expect([error.code, error.retryAfterMs !== null]).toEqual([told, says]);
});

test('an address inside is not for visitors', () => {
  const detail = 'The server at http://10.0.0.7:8000 cannot be reached (ECONNREFUSED).';
  expect(refusalToTell({ code: 'UNREACHABLE', status: null, detail }, null).message).not.toContain(
    '10.0.0.7',
  );
});
