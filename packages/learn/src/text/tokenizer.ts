import {
  astralCharacter,
  type CharacterTable,
  characterEntry,
  createCharacterTable,
  kinds,
  wordEntries,
} from './characters.ts';
import { porterStem } from './porter-stem.ts';
import { stopWords } from './stop-words.ts';
import type { TokenOptions } from './token-options.ts';
import {
  createTokenTable,
  findText,
  findToken,
  finishHash,
  hashSeed,
  hashStep,
  internText,
  internToken,
  maxTokenUnits,
  reserveTail,
  type TokenTable,
  tokenText,
} from './token-table.ts';

/** A text's tokens: id in the table (`unknown` where it has none) and span in the text's UTF-16 units. */
export interface TokenBuffer {
  count: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
}

/** A token that the table does not hold, or the edge of a word: no n-gram reaches across it. */
export const unknown = -1;
const dropped = -2;

/** `learn` gives every new token an id; `look-up` knows only the tokens that are there. */
export type TokenizerMode = 'learn' | 'look-up';

export interface Tokenizer {
  readonly terms: TokenTable;
  /** Replaces the buffer's content with the tokens of units[from … to). Linear in the units. */
  readonly read: (units: Uint16Array, from: number, to: number, out: TokenBuffer) => void;
}

/** Distinct surface forms remembered with their stems; the memory is emptied at this size, so that hostile traffic cannot grow it. */
const maxSurfaces = 65_536;

export function createTokenizer(
  options: TokenOptions,
  terms: TokenTable,
  mode: TokenizerMode,
  characters: CharacterTable = createCharacterTable(),
): Tokenizer {
  const resolve =
    options.stem || options.stopWords
      ? createNormalizer(options, terms, mode)
      : mode === 'learn'
        ? (hash: number, length: number) => internToken(terms, hash, length)
        : (hash: number, length: number) => findToken(terms, hash, length);
  const scanned = options.stem || options.stopWords ? (resolve as Normalizer).surfaces : () => terms;
  const scan = { options, characters, resolve, table: scanned };
  const isCharacters = options.tokens === 'characters' || options.tokens === 'characters-in-words';
  const part = options.part;

  return {
    terms,
    read: (units, from, to, out) => {
      out.count = 0;
      if (isCharacters) scanCharacters(scan, units, from, to, out);
      else scanWords(scan, units, from, to, out);
      if (part) keepPart(out, part);
    },
  };
}

export function createTokenBuffer(capacity = 1024): TokenBuffer {
  return {
    count: 0,
    ids: new Int32Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
  };
}

interface Scan {
  readonly options: TokenOptions;
  readonly characters: CharacterTable;
  /** Id of the candidate at the tail of `table()`; `unknown` or `dropped`. */
  readonly resolve: (hash: number, length: number) => number;
  readonly table: () => TokenTable;
}

function scanWords(scan: Scan, units: Uint16Array, from: number, to: number, out: TokenBuffer): void {
  const { options, characters, resolve, table: scanned } = scan;
  const keepsSymbols = options.tokens === 'words-and-punctuation';
  const joinsUnderscore = options.tokens !== 'alphanumeric';
  const lowercase = options.lowercase ?? true;
  const stripBreaks = options.stripBreaks ?? true;
  const minLength = options.minLength ?? 1;

  for (let i = from; i < to; ) {
    const unit = units[i];
    const entry = characters[unit] || characterEntry(characters, unit);
    const kind = entry >>> 16;
    if (kind === kinds.space || kind === kinds.invisible) {
      i++;
      continue;
    }
    if (unit === lessThan && stripBreaks) {
      const width = breakWidth(units, i, to);
      if (width > 0) {
        i += width;
        continue;
      }
    }

    const table = scanned();
    const tail = reserveTail(table);
    const arena = table.arena;
    let hash = hashSeed;
    let length = 0;
    let room = maxTokenUnits;
    const start = i;
    let end = i;
    while (i < to) {
      // Nearly every character of nearly every text goes through this loop and no other.
      const runEnd = Math.min(to, i + room - length);
      const runStart = i;
      while (i < runEnd) {
        const next = characters[units[i]];
        if (next === 0 || next >= wordEntries) break;
        const kept = lowercase ? next & 0xffff : units[i];
        arena[tail + length++] = kept;
        hash = hashStep(hash, kept);
        i++;
      }
      if (i > runStart) end = i;
      if (i === to) break;

      const next = units[i];
      const nextEntry = characters[next] || characterEntry(characters, next);
      const nextKind = nextEntry >>> 16;
      if (nextEntry < wordEntries) {
        // Its block was not filled a moment ago, or the token is as long as one can be.
        if (length >= room) end = ++i;
      } else if (next === underscore && joinsUnderscore) {
        if (length < room) {
          arena[tail + length++] = next;
          hash = hashStep(hash, next);
        }
        end = ++i;
      } else if (nextKind === kinds.invisible) {
        i++;
      } else if (nextKind === kinds.surrogate) {
        const codePoint = codePointAt(units, i, to);
        const astral = codePoint > 0xffff ? astralCharacter(codePoint) : null;
        if (astral?.kind === kinds.invisible && length > 0) {
          i += 2;
          continue;
        }
        if (!astral || (astral.kind !== kinds.letter && astral.kind !== kinds.number)) break;
        // Half a character fits where one unit is left: the token ends before it.
        if (length + 1 >= room) room = length;
        else {
          const kept = lowercase ? astral.lower : codePoint;
          const high = 0xd7c0 + (kept >>> 10);
          const low = 0xdc00 | (kept & 0x3ff);
          arena[tail + length++] = high;
          arena[tail + length++] = low;
          hash = hashStep(hashStep(hash, high), low);
        }
        i += 2;
        end = i;
      } else break;
    }

    if (length > 0) {
      if (length >= minLength) push(out, resolve(finishHash(hash), length), start, end);
      continue;
    }
    const symbol = kind === kinds.surrogate ? codePointAt(units, start, to) : unit;
    const width = symbol > 0xffff ? 2 : 1;
    i = start + width;
    if (!keepsSymbols || (width === 2 && astralCharacter(symbol).kind === kinds.invisible)) continue;
    for (let k = 0; k < width; k++) {
      // Few symbols have a case (Ⓐ), and none of those takes two units.
      const kept = lowercase && width === 1 ? entry & 0xffff : units[start + k];
      arena[tail + k] = kept;
      hash = hashStep(hash, kept);
    }
    push(out, resolve(finishHash(hash), width), start, i);
  }
}

function scanCharacters(scan: Scan, units: Uint16Array, from: number, to: number, out: TokenBuffer): void {
  const { options, characters, resolve, table: scanned } = scan;
  const insideWords = options.tokens === 'characters-in-words';
  const lowercase = options.lowercase ?? true;
  const stripBreaks = options.stripBreaks ?? true;

  const emit = (codePoint: number, start: number, end: number): void => {
    const table = scanned();
    const tail = reserveTail(table);
    if (codePoint < 0x10000) {
      table.arena[tail] = codePoint;
      push(out, resolve(finishHash(hashStep(hashSeed, codePoint)), 1), start, end);
      return;
    }
    const high = 0xd7c0 + (codePoint >>> 10);
    const low = 0xdc00 | (codePoint & 0x3ff);
    table.arena[tail] = high;
    table.arena[tail + 1] = low;
    push(out, resolve(finishHash(hashStep(hashStep(hashSeed, high), low)), 2), start, end);
  };

  let inWord = false;
  for (let i = from; i < to; ) {
    const unit = units[i];
    const entry = characters[unit] || characterEntry(characters, unit);
    const kind = entry >>> 16;
    const isBreak = unit === lessThan && stripBreaks ? breakWidth(units, i, to) : 0;
    if (isBreak > 0 || kind === kinds.space) {
      if (inWord) emit(space, i, i + 1);
      inWord = false;
      i += Math.max(isBreak, 1);
      continue;
    }
    const codePoint = kind === kinds.surrogate ? codePointAt(units, i, to) : unit;
    const width = codePoint > 0xffff ? 2 : 1;
    const astral = width === 2 ? astralCharacter(codePoint) : null;
    if (kind === kinds.invisible || astral?.kind === kinds.invisible) {
      i += width;
      continue;
    }
    if (!inWord && insideWords) {
      if (out.count > 0) push(out, unknown, i, i);
      emit(space, i, i);
    }
    inWord = true;
    const kept = !lowercase ? codePoint : astral ? astral.lower : entry & 0xffff;
    emit(kept, i, i + width);
    i += width;
  }
  if (inWord && insideWords) emit(space, to, to);
}

interface Normalizer {
  (hash: number, length: number): number;
  /** The table that candidates are written to: it changes when it is emptied. */
  readonly surfaces: () => TokenTable;
}

/** Surface form → term: stop words dropped, stems looked up; each distinct form is worked out once. */
function createNormalizer(options: TokenOptions, terms: TokenTable, mode: TokenizerMode): Normalizer {
  const dropWords =
    options.stopWords === 'english' ? stopWords : options.stopWords ? new Set(options.stopWords) : null;
  let surfaces = createTokenTable();
  let termOf = new Int32Array(1024);

  const termFor = (surface: string): number => {
    if (dropWords?.has(surface)) return dropped;
    const term = options.stem === 'porter' ? porterStem(surface) : surface;
    return mode === 'learn' ? internText(terms, term) : findText(terms, term);
  };

  const resolve = (hash: number, length: number): number => {
    const known = surfaces.count;
    const id = internToken(surfaces, hash, length);
    if (id < known) return termOf[id];
    if (id >= termOf.length) {
      const wider = new Int32Array(termOf.length * 2);
      wider.set(termOf);
      termOf = wider;
    }
    const term = termFor(tokenText(surfaces, id));
    termOf[id] = term;
    if (surfaces.count >= maxSurfaces) surfaces = createTokenTable();
    return term;
  };
  return Object.assign(resolve, { surfaces: () => surfaces });
}

function push(out: TokenBuffer, id: number, start: number, end: number): void {
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

function keepPart(out: TokenBuffer, part: NonNullable<TokenOptions['part']>): void {
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

function codePointAt(units: Uint16Array, i: number, to: number): number {
  const high = units[i];
  const low = i + 1 < to ? units[i + 1] : 0;
  return low >= 0xdc00 && low <= 0xdfff ? ((high - 0xd800) << 10) + (low - 0xdc00) + 0x10000 : high;
}

const space = 32;
const underscore = 95;
const lessThan = 60;

/** Width of an HTML line break that begins here (`<br>`, `<BR />` …), or 0. */
function breakWidth(units: Uint16Array, i: number, to: number): number {
  if (i + 3 >= to || (units[i + 1] | 32) !== 98 || (units[i + 2] | 32) !== 114) return 0;
  let at = i + 3;
  while (at < to && units[at] === space) at++;
  if (at < to && units[at] === 47) at++;
  return at < to && units[at] === 62 ? at + 1 - i : 0;
}
