/**
 * Exact token ↔ id, over the tokens' UTF-16 units in one arena: no strings are made while texts are read.
 * Open addressing with linear probing at half load; the stored hash is compared before the units are. What a look-up
 * asks of a token stands side by side in its slot: a vocabulary is larger than the cache, and what is apart is waited for
 * one after the other.
 */
export interface TokenTable {
  count: number;
  /** Units of token t: arena[starts[t]] … arena[starts[t + 1] − 1]. */
  arena: Uint16Array;
  starts: Int32Array;
  hashes: Int32Array;
  /** Hash, id + 1 (0 where empty), first unit and length of a token; a power of two of these. */
  slots: Int32Array;
}

const slotWidth = 4;

/** Longer tokens are known by their first units alone: nothing real is longer, and hostile text cannot cost more. */
export const maxTokenUnits = 128;

export function createTokenTable(expected = 1024): TokenTable {
  let capacity = 16;
  while (capacity < expected * 2) capacity *= 2;
  return {
    count: 0,
    arena: new Uint16Array(capacity * 4 + maxTokenUnits),
    starts: new Int32Array(capacity / 2 + 1),
    hashes: new Int32Array(capacity / 2),
    slots: new Int32Array(capacity * slotWidth),
  };
}

export const hashSeed = 0x811c9dc5 | 0;

/** One step of FNV-1a over 16-bit units; `finishHash` spreads it over the table. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

export function finishHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** The id of the token that is spelled units[from … from + length), or −1. */
export function findToken(
  table: TokenTable,
  hash: number,
  units: Uint16Array,
  from: number,
  length: number,
): number {
  const { arena, slots } = table;
  const last = slots.length - slotWidth;
  for (let at = (hash << 2) & last; ; at = (at + slotWidth) & last) {
    const id = slots[at + 1] - 1;
    if (id < 0) return -1;
    if (slots[at] !== hash || slots[at + 3] !== length) continue;
    const start = slots[at + 2];
    let same = 0;
    while (same < length && arena[start + same] === units[from + same]) same++;
    if (same === length) return id;
  }
}

/** Where in `slots` the first slot of a hash tells where its token’s units begin. */
export function firstUnitAt({ slots }: TokenTable, hash: number): number {
  return ((hash << 2) & (slots.length - slotWidth)) + 2;
}

/** As `findToken`, and it becomes a token if it is none yet. */
export function internToken(
  table: TokenTable,
  hash: number,
  units: Uint16Array,
  from: number,
  length: number,
): number {
  const found = findToken(table, hash, units, from, length);
  if (found >= 0) return found;
  const id = table.count;
  const start = table.starts[id];
  if (start + length > table.arena.length) growArena(table);
  if (id + 1 >= table.hashes.length) growTokens(table);
  for (let i = 0; i < length; i++) table.arena[start + i] = units[from + i];
  table.hashes[id] = hash;
  table.starts[id + 1] = start + length;
  table.count = id + 1;
  if (table.count * 2 * slotWidth > table.slots.length) rehash(table);
  else place(table, id);
  return id;
}

/** Interns a token given as a string, cut to the longest length that counts. */
export function internText(table: TokenTable, token: string): number {
  const units = unitsOf(token);
  return internToken(table, hashUnits(units), units, 0, units.length);
}

export function findText(table: TokenTable, token: string): number {
  const units = unitsOf(token);
  return findToken(table, hashUnits(units), units, 0, units.length);
}

/** A table's tokens without the means to find them: what is posted between threads. */
export type TokenList = Pick<TokenTable, 'count' | 'arena' | 'starts' | 'hashes'>;

export function tokensOf({ count, arena, starts, hashes }: TokenTable): TokenList {
  return {
    count,
    arena: arena.slice(0, starts[count]),
    starts: starts.slice(0, count + 1),
    hashes: hashes.slice(0, count),
  };
}

/** Interns another table's token without making a string of it. */
export function copyToken(source: TokenList, id: number, target: TokenTable): number {
  const from = source.starts[id];
  return internToken(target, source.hashes[id], source.arena, from, source.starts[id + 1] - from);
}

export function tokenText(table: TokenTable, id: number): string {
  return String.fromCharCode(...table.arena.subarray(table.starts[id], table.starts[id + 1]));
}

function unitsOf(token: string): Uint16Array {
  const units = new Uint16Array(Math.min(token.length, maxTokenUnits));
  for (let i = 0; i < units.length; i++) units[i] = token.charCodeAt(i);
  return units;
}

function hashUnits(units: Uint16Array): number {
  let hash = hashSeed;
  for (const unit of units) hash = hashStep(hash, unit);
  return finishHash(hash);
}

function place({ slots, hashes, starts }: TokenTable, id: number): void {
  const last = slots.length - slotWidth;
  let at = (hashes[id] << 2) & last;
  while (slots[at + 1] !== 0) at = (at + slotWidth) & last;
  slots[at] = hashes[id];
  slots[at + 1] = id + 1;
  slots[at + 2] = starts[id];
  slots[at + 3] = starts[id + 1] - starts[id];
}

function growArena(table: TokenTable): void {
  const arena = new Uint16Array(table.arena.length * 2);
  arena.set(table.arena);
  table.arena = arena;
}

function growTokens(table: TokenTable): void {
  const hashes = new Int32Array(table.hashes.length * 2);
  hashes.set(table.hashes);
  table.hashes = hashes;
  const starts = new Int32Array(hashes.length + 1);
  starts.set(table.starts);
  table.starts = starts;
}

function rehash(table: TokenTable): void {
  table.slots = new Int32Array(table.slots.length * 2);
  for (let id = 0; id < table.count; id++) place(table, id);
}
