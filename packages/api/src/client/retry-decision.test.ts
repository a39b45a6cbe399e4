import { describe, expect, test } from 'vitest';
import { type Attempt, type Outcome, retryAfterMs, retryDecision } from './retry-decision.ts';

const options = { most: 3, baseMs: 200, maxMs: 1000 };
const now = Date.parse('2026-01-01T00:00:00Z');
const status = (code: number, retryAfter: string | null = null): Outcome => ({
  kind: 'status',
  status: code,
  retryAfter,
});
const attempt = (outcome: Outcome, changes: Partial<Attempt> = {}): Attempt => ({
  outcome,
  repeats: 0,
  harmless: true,
  repeatable: true,
  nowMs: now,
  deadlineMs: now + 60_000,
  jitter: 1,
  ...changes,
});

const broken: Outcome = { kind: 'broken' };
const notSent: Outcome = { kind: 'not-sent' };

describe('retryDecision', () => {
  test.each<[what: string, attempt: Attempt, waitMs: number | null]>([
    ['a harmless call whose connection broke', attempt(broken), 200],
    ['a harmful call whose connection broke', attempt(broken, { harmless: false }), null],
    ['a harmful call that was never sent', attempt(notSent, { harmless: false }), 200],
    ['a harmless call that met 503', attempt(status(503)), 200],
    ['a harmful call that met 503', attempt(status(503), { harmless: false }), null],
    ['a harmful call that met 429, which does nothing', attempt(status(429), { harmless: false }), 200],
    ['a proxy’s 502 and 504', attempt(status(504)), 200],
    ['a 500, which would be one again', attempt(status(500)), null],
    ['a refusal', attempt(status(422)), null],
    ['a body that cannot be made again', attempt(status(503), { repeatable: false }), null],
    ['the second repeat waits twice as long', attempt(broken, { repeats: 1 }), 400],
    ['the third no longer than the most', attempt(broken, { repeats: 2, jitter: 1 }), 800],
    ['after the third it gives up', attempt(broken, { repeats: 3 }), null],
    ['half of the wait is certain', attempt(broken, { jitter: 0 }), 100],
    ['the server asks for more', attempt(status(503, '7')), 7000],
    ['the server asks for less', attempt(status(503, '0')), 200],
    ['a date', attempt(status(429, 'Thu, 01 Jan 2026 00:00:30 GMT')), 30_000],
    ['no time is left for it', attempt(status(503, '60')), null],
    ['no time is left at all', attempt(broken, { deadlineMs: now + 100 }), null],
  ])('%s: %#', (_, given, waitMs) => expect(retryDecision(given, options)).toBe(waitMs));
});

describe('retryAfterMs', () => {
  test.each([
    ['120', 120_000],
    [' 3 ', 3000],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1e3', null],
    ['', null],
    [null, null],
  ])('%j is %j', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected));
});
