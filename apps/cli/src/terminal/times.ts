const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago, while that says more than the date: "5 min ago", then "2026-11-21". */
export function ago(atMs: number, nowMs: number): string {
  const passed = nowMs - atMs;
  // Clocks of two machines differ.
  if (passed < minuteMs) return passed < -minuteMs ? isoOf(atMs).slice(0, 10) : 'just now';
  if (passed < hourMs) return `${Math.floor(passed / minuteMs)} min ago`;
  if (passed < dayMs) return `${Math.floor(passed / hourMs)} h ago`;
  if (passed < 14 * dayMs) return `${Math.floor(passed / dayMs)} d ago`;
  return isoOf(atMs).slice(0, 10);
}

/** As a person reads it who must know exactly: "2026-11-21 14:02:41 UTC". */
export function moment(atMs: number): string {
  return `${isoOf(atMs).slice(0, 19).replace('T', ' ')} UTC`;
}

/** Beyond the years 0 to 9999 it is no date that anybody meant. */
function isoOf(atMs: number): string {
  const date = new Date(atMs);
  return Number.isNaN(date.getTime()) ? 'at no time' : date.toISOString();
}

const units: Readonly<Record<string, number>> = { s: 1000, m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs };

/** "90d" in milliseconds; null for anything else. */
export function parseSpan(text: string): number | null {
  const [, amount, unit] = /^(\d{1,6})\s*([smhdw])$/.exec(text.trim()) ?? [];
  return unit === undefined ? null : Number(amount) * units[unit];
}

/** What users wrote: their keys are theirs. */
const foreign = new Set([
  'metrics',
  'params',
  'tags',
  'numbers',
  'scores',
  'facts',
  'policy',
  'input',
  'result',
  'before',
  'after',
  'detail',
]);

/** Lengths of time, which are no time of a day. */
const spans = new Set(['latency_ms']);

/** Beside every time in milliseconds (`created_ms`) the same as ISO 8601 (`created_at`; of `at_ms`, `at`). */
export function withIsoTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIsoTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, own]) => {
      if (foreign.has(name)) return [[name, own]];
      if (spans.has(name)) return [[name, withIsoTimes(own)]];
      const [, base] = /^(.+)_ms$/.exec(name) ?? [];
      if (base === undefined || !(own === null || typeof own === 'number'))
        return [[name, withIsoTimes(own)]];
      const date = own === null ? null : new Date(own);
      const iso = date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
      return [
        [name, own],
        [base === 'at' ? 'at' : `${base}_at`, iso],
      ];
    }),
  );
}
