export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** The text cut where it holds what was searched for, whatever its capitals. */
export function splitHits(text: string, search: string): readonly Piece[] {
  const lower = text.toLowerCase();
  const needle = search.toLowerCase();
  // Some capitals have small letters of another length: then places differ, and no mark is better than a wrong one.
  if (needle === '' || lower.length !== text.length) return [{ text, hit: false }];
  const pieces: Piece[] = [];
  let at = 0;
  for (let hit = lower.indexOf(needle); hit >= 0; hit = lower.indexOf(needle, at)) {
    if (hit > at) pieces.push({ text: text.slice(at, hit), hit: false });
    pieces.push({ text: text.slice(hit, hit + needle.length), hit: true });
    at = hit + needle.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}
