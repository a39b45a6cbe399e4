/**
 * What the tokeniser must know of a UTF-16 unit, in one table look-up: its kind and its lower case.
 *
 * Kinds come from the engine's Unicode tables. Blocks of 256 units are filled when first met, so that English
 * pays for two of them and not for 65,536 regular expressions at start.
 * Lower case is unit by unit (İ becomes i, a final Σ becomes σ), so that a token's span in the lowered text is
 * its span in the original text.
 */
export type CharacterTable = Int32Array;

const kindShift = 16;

export const kinds = {
  /** Letters and the marks that sit on them. */
  letter: 0,
  /** Digits and other numbers. */
  number: 1,
  /** White space and control characters: ends a token, is none. */
  space: 2,
  /** Everything that is seen and is neither: punctuation, symbols, emoji. */
  symbol: 3,
  /** Zero-width characters and soft hyphens: they neither end a word nor belong to it. */
  invisible: 4,
  /** First half of a character beyond the basic plane; look at both halves. */
  surrogate: 5,
} as const;

/** Of units whose block was not filled yet: above all kinds, so that one comparison tells the inside of words. */
export const unfilled = 6 << kindShift;

export function createCharacterTable(): CharacterTable {
  const table = new Int32Array(65536).fill(unfilled);
  fillBlock(table, 0);
  return table;
}

/** Entries up to here are letters and numbers, the inside of words. */
export const wordEntries = (kinds.number + 1) << kindShift;

/** From there up to here are spaces. */
export const symbolEntries = kinds.symbol << kindShift;

/** From there up to here are symbols, which end a word as spaces do; what is odd may be part of one. */
export const oddEntries = kinds.invisible << kindShift;

/** Entries are `kind << 16 | lower-case unit`. */
export function characterEntry(table: CharacterTable, unit: number): number {
  const entry = table[unit];
  if (entry !== unfilled) return entry;
  fillBlock(table, unit >>> 8);
  return table[unit];
}

export function kindOfEntry(entry: number): number {
  return entry >>> kindShift;
}

export function lowerOfEntry(entry: number): number {
  return entry & 0xffff;
}

/** Kind and lower case of a character outside the basic plane. */
export function astralCharacter(codePoint: number): { readonly kind: number; readonly lower: number } {
  const text = String.fromCodePoint(codePoint);
  const lower = text.toLowerCase();
  return { kind: kindOf(text), lower: lower.length === 2 ? (lower.codePointAt(0) ?? codePoint) : codePoint };
}

function fillBlock(table: CharacterTable, block: number): void {
  const first = block << 8;
  for (let unit = first; unit < first + 256; unit++) {
    const isHighSurrogate = unit >= 0xd800 && unit <= 0xdbff;
    const text = String.fromCharCode(unit);
    const kind = isHighSurrogate ? kinds.surrogate : kindOf(text);
    table[unit] = (kind << kindShift) | lowerUnit(text, unit);
  }
}

function lowerUnit(text: string, unit: number): number {
  const lower = text.toLowerCase().charCodeAt(0);
  return lower >= 0xd800 && lower <= 0xdfff ? unit : lower;
}

function kindOf(text: string): number {
  if (/^[\p{L}\p{M}]$/u.test(text)) return kinds.letter;
  if (/^\p{N}$/u.test(text)) return kinds.number;
  if (/^[\s\p{Cc}\p{Z}]$/u.test(text)) return kinds.space;
  if (/^\p{Cf}$/u.test(text)) return kinds.invisible;
  return kinds.symbol;
}
