import { describe, expect, it } from 'vitest';
import { ago, moment, parseSpan, withIsoTimes } from './times.ts';

const now = Date.UTC(2026, 10, 21, 12);

describe('ago', () => {
  const cases: readonly [secondsBefore: number, says: string][] = [
    [0, 'just now'],
    [-30, 'just now'],
    [59, 'just now'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [7200, '2 h ago'],
    [86_400 * 3, '3 d ago'],
    [86_400 * 14, '2026-11-07'],
    [-86_400, '2026-11-22'],
  ];
  for (const [seconds, says] of cases)
    it(`says "${says}" of ${seconds} seconds before`, () =>
      expect(ago(now - 1000 * seconds, now)).toBe(says));

  it('says of a number that is no time that it is none', () => {
    expect(ago(8.64e15 + 1, now)).toBe('at no time');
    expect(moment(Number.NaN)).toBe('at no time UTC');
  });
});

describe('parseSpan', () => {
  it('reads days, hours and weeks', () => {
    expect(['90d', '12h', '2w', '30 m'].map(parseSpan)).toEqual([
      90 * 86_400_000,
      12 * 3_600_000,
      14 * 86_400_000,
      1_800_000,
    ]);
  });
  for (const text of ['', '90', 'd', '-1d', '1.5h', '1y', '9999999d'])
    it(`knows no span in ${JSON.stringify(text)}`, () => expect(parseSpan(text)).toBe(null));
});

describe('withIsoTimes', () => {
  it('puts the ISO time beside each time, however deep, and leaves what users wrote alone', () => {
    expect(
      withIsoTimes({
        runs: [{ start_ms: now, end_ms: null, metrics: { latency_ms: now } }],
        moves: [{ at_ms: now }],
      }),
    ).toEqual({
      runs: [
        {
          start_ms: now,
          start_at: '2026-11-21T12:00:00.000Z',
          end_ms: null,
          end_at: null,
          metrics: { latency_ms: now },
        },
      ],
      moves: [{ at_ms: now, at: '2026-11-21T12:00:00.000Z' }],
    });
  });

  it('leaves what is a length of time without a date', () => {
    const sides = [{ latency_ms: null }, { latency_ms: { p50: 1 } }];
    expect(withIsoTimes(sides)).toEqual(sides);
  });
});
