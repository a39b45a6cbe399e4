export type Random = (from: number, to: number) => number;

/**
 * Numbers between two bounds, always the same for the same seed (FNV-1a into mulberry32). With one decimal: server and
 * browser write them alike, whatever their mathematics library does in the sixteenth.
 */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  return (from, to) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return tenth(from + share * (to - from));
  };
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.min(items.length - 1, Math.floor(random(0, items.length)))];
}
