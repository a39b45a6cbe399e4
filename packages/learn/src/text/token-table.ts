/**
 * Exact token ↔ id, over the tokens' UTF-16 units in one arena: no strings are made while texts are read.
 * Open addressing with linear probing at half load; the stored hash is compared before the units are.
 *
 * The caller writes a candidate's units at `tail` (after `reserve`) and asks `intern` or `find`; an interned
 * candidate stays where it was written.
 */
export interface TokenTable {
  count: number;
  /** Units of token t: arena[starts[t]] … arena[starts[t + 1] − 1]. */
  arena: Uint16Array;
  starts: Int32Array;
  hashes: Int32Array;
  /** id + 1, or 0 where empty; length is a power of two. */
  slots: Int32Array;
}

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
    slots: new Int32Array(capacity),
  };
}

/** Room for one candidate behind the last token; returns where it begins. */
export function reserveTail(table: TokenTable): number {
  const tail = table.starts[table.count];
  if (tail + maxTokenUnits > table.arena.length) {
    const wider = new Uint16Array(table.arena.length * 2);
    wider.set(table.arena);
    table.arena = wider;
  }
  return tail;
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

/** The id of the candidate at the tail, or −1. */
export function findToken(table: TokenTable, hash: number, length: number): number {
  const { arena, starts, hashes, slots } = table;
  const mask = slots.length - 1;
  const tail = starts[table.count];
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const id = slots[slot] - 1;
    if (id < 0) return -1;
    if (hashes[id] === hash && sameUnits(arena, starts[id], starts[id + 1], tail, length)) return id;
  }
}

/** The id of the candidate at the tail, which becomes a token if it is none yet. */
export function internToken(table: TokenTable, hash: number, length: number): number {
  const found = findToken(table, hash, length);
  if (found >= 0) return found;
  const id = table.count;
  const tail = table.starts[id];
  if (id + 1 >= table.hashes.length) growTokens(table);
  table.hashes[id] = hash;
  table.starts[id + 1] = tail + length;
  table.count = id + 1;
  if (table.count * 2 > table.slots.length) rehash(table);
  else place(table.slots, hash, id);
  return id;
}

/** Interns a token given as a string, cut to the longest length that counts. */
export function internText(table: TokenTable, token: string): number {
  return internToken(table, writeCandidate(table, token), Math.min(token.length, maxTokenUnits));
}

export function findText(table: TokenTable, token: string): number {
  return findToken(table, writeCandidate(table, token), Math.min(token.length, maxTokenUnits));
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
  const length = source.starts[id + 1] - from;
  const tail = reserveTail(target);
  for (let i = 0; i < length; i++) target.arena[tail + i] = source.arena[from + i];
  return internToken(target, source.hashes[id], length);
}

export function tokenText(table: TokenTable, id: number): string {
  return String.fromCharCode(...table.arena.subarray(table.starts[id], table.starts[id + 1]));
}

function writeCandidate(table: TokenTable, token: string): number {
  const tail = reserveTail(table);
  const length = Math.min(token.length, maxTokenUnits);
  let hash = hashSeed;
  for (let i = 0; i < length; i++) {
    const unit = token.charCodeAt(i);
    table.arena[tail + i] = unit;
    hash = hashStep(hash, unit);
  }
  return finishHash(hash);
}

function sameUnits(arena: Uint16Array, from: number, to: number, tail: number, length: number): boolean {
  if (to - from !== length) return false;
  for (let i = 0; i < length; i++) if (arena[from + i] !== arena[tail + i]) return false;
  return true;
}

function place(slots: Int32Array, hash: number, id: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = id + 1;
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
  const slots = new Int32Array(table.slots.length * 2);
  for (let id = 0; id < table.count; id++) place(slots, table.hashes[id], id);
  table.slots = slots;
}
