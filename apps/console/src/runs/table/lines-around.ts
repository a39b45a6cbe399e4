import type { Range } from '@tanstack/react-virtual';

/** Lines come and go so many at a time: a table that is laid out anew with every single one stutters. */
const step = 8;

/** The lines to draw for those that are seen: from one multiple of eight to another, and one step more on either side. */
export function linesAround({ startIndex, endIndex, count }: Range): number[] {
  const from = Math.max(0, (Math.floor(startIndex / step) - 1) * step);
  const to = Math.min(count, (Math.floor(endIndex / step) + 2) * step);
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
