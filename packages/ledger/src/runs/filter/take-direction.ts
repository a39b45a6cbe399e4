import type { TokenReader } from './token-reader.ts';

/** How a column to order by ends: true where it descends; ASC is meant where nothing is said. */
export function takeDirection(reader: TokenReader): boolean {
  const descending = reader.takeWord('desc');
  if (!descending) reader.takeWord('asc');
  if (reader.peek().kind !== 'end') throw reader.refuse(reader.peek(), 'ASC, DESC or the end is wanted');
  return descending;
}
