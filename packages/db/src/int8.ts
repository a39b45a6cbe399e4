/**
 * int8 as numbers, on the embedded store and on PostgreSQL alike: all of ours are counts, ids, steps and milliseconds.
 * Beyond 2^53 the nearest number comes back; a read that threw instead would make the row unreadable for ever, so what
 * comes from callers is bounded on its way in.
 */
export const int8Type = 20;
export const listOfInt8Type = 1016;

export function int8ListOf(text: string): (number | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((value) => (value === 'NULL' ? null : Number(value)));
}
