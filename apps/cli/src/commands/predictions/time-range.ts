import { Refusal } from '@verdict/engine';
import { parseSpan } from '../../terminal/times.ts';

export interface RangeAsked {
  readonly since: string | null;
  readonly until: string | null;
}

/** As the API takes it. */
export function timeRange({ since, until }: RangeAsked, nowMs: number): { from_ms?: number; to_ms?: number } {
  return {
    ...(since !== null && { from_ms: momentOf('--since', since, nowMs) }),
    ...(until !== null && { to_ms: momentOf('--until', until, nowMs) }),
  };
}

/** "2h" is two hours ago; a date without a time begins in UTC, as all times that are printed. */
function momentOf(flag: string, text: string, nowMs: number): number {
  const span = parseSpan(text);
  if (span !== null) return Math.max(0, nowMs - span);
  const ms = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (ms >= 0) return ms;
  throw new Refusal(
    `${flag} is ${JSON.stringify(text)}; give a span such as 2h or 7d, or a date such as 2026-11-21 or 2026-11-21T14:00Z.`,
  );
}
