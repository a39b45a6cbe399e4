import type { TokenOptions } from './token-options.ts';

/** A text's tokens: id in the table (`unknown` where it has none) and span in the text's UTF-16 units. */
export interface TokenBuffer {
  count: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
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
  };
}

export function pushToken(out: TokenBuffer, id: number, start: number, end: number): void {
  if (id === dropped) return;
  const at = out.count++;
  if (at === out.ids.length) growBuffer(out);
  out.ids[at] = id;
  out.starts[at] = start;
  out.ends[at] = end;
}

function growBuffer(out: TokenBuffer): void {
  const wider = createTokenBuffer(out.ids.length * 2);
  wider.ids.set(out.ids);
  wider.starts.set(out.starts);
  wider.ends.set(out.ends);
  out.ids = wider.ids;
  out.starts = wider.starts;
  out.ends = wider.ends;
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
