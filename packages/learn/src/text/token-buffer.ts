import type { TokenOptions } from './token-options.ts';

/**
 * One text's tokens, in its order. Scanning writes how each is spelled and where it stands; which token of a table that
 * is, comes when all are there: loops that do one thing stay as fast as they are, whatever other models a process has.
 */
export interface TokenBuffer {
  count: number;
  /** In the table; `unknown` where it has none. */
  ids: Int32Array;
  /** Span in the text's UTF-16 units. */
  starts: Int32Array;
  ends: Int32Array;
  /** Token i as it counts is units[places[i] … places[i + 1]); nothing: the edge of a word. */
  places: Int32Array;
  units: Uint16Array;
  hashes: Int32Array;
}

/** A token that the table does not hold, or the edge of a word: no n-gram reaches across it. */
export const unknown = -1;
/** What a stop word resolves to: it leaves no gap. */
export const dropped = -2;

export function createTokenBuffer(capacity = 1024): TokenBuffer {
  return {
    count: 0,
    ids: new Int32Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    places: new Int32Array(capacity + 1),
    units: new Uint16Array(capacity * 4),
    hashes: new Int32Array(capacity),
  };
}

/** Empties the buffer, and makes room: whoever scans checks no more. */
export function clearTokens(out: TokenBuffer, tokens: number, units: number): void {
  out.count = 0;
  if (tokens > out.ids.length) {
    const length = Math.max(tokens, out.ids.length * 2);
    out.ids = new Int32Array(length);
    out.starts = new Int32Array(length);
    out.ends = new Int32Array(length);
    out.places = new Int32Array(length + 1);
    out.hashes = new Int32Array(length);
  }
  if (units > out.units.length) out.units = new Uint16Array(Math.max(units, out.units.length * 2));
}

/** Ends the token whose `length` units stand behind the last one's. */
export function pushToken(out: TokenBuffer, hash: number, length: number, start: number, end: number): void {
  const at = out.count++;
  out.starts[at] = start;
  out.ends[at] = end;
  out.hashes[at] = hash;
  out.places[at + 1] = out.places[at] + length;
}

export function keepPart(out: TokenBuffer, part: NonNullable<TokenOptions['part']>): void {
  if ('first' in part) {
    out.count = Math.min(out.count, part.first);
    return;
  }
  const skipped = Math.max(0, out.count - part.last);
  out.ids.copyWithin(0, skipped, out.count);
  out.starts.copyWithin(0, skipped, out.count);
  out.ends.copyWithin(0, skipped, out.count);
  out.count -= skipped;
}
