import {
  astralCharacter,
  characterEntry,
  kinds,
  oddEntries,
  symbolEntries,
  wordEntries,
} from './characters.ts';
import { breakWidth, codePointAt, lessThan, type Scan, underscore } from './scan.ts';
import { clearTokens, pushToken, type TokenBuffer } from './token-buffer.ts';
import { finishHash, hashSeed, hashStep, maxTokenUnits } from './token-table.ts';

/** Words, and where the options keep them every other visible character as a token of its own. Ids come later. */
export function scanWords(scan: Scan, units: Uint16Array, from: number, to: number, out: TokenBuffer): void {
  const { characters, lowercase, minLength } = scan;
  // Characters below this stand between words and are no tokens.
  const passed = scan.keepsSymbols ? symbolEntries : oddEntries;
  clearTokens(out, to - from, to - from);
  const { starts, ends, places, hashes, units: spelled } = out;
  let count = 0;
  let tail = 0;

  for (let i = from; i < to; ) {
    let entry = characters[units[i]];
    let end = i;
    if (entry < wordEntries) {
      // Nearly every character of nearly every text goes through this loop and no other.
      let hash = hashSeed;
      let at = tail;
      do {
        const kept = lowercase ? entry & 0xffff : units[end];
        spelled[at++] = kept;
        hash = hashStep(hash, kept);
        if (++end === to) break;
        entry = characters[units[end]];
      } while (entry < wordEntries);
      const isWhole = end === to || (entry < oddEntries && units[end] !== underscore);
      if (isWhole && end - i <= maxTokenUnits) {
        if (end - i >= minLength) {
          starts[count] = i;
          ends[count] = end;
          hashes[count] = finishHash(hash);
          tail = at;
          places[++count] = at;
        }
        i = end;
        continue;
      }
      // What comes next may belong to the word: it is read again, with more care.
    } else if (entry < passed && units[i] !== underscore && units[i] !== lessThan) {
      i++;
      continue;
    }
    out.count = count;
    i = scanOdd(scan, units, i, to, out);
    count = out.count;
    tail = places[count];
  }
  out.count = count;
}

/** One token, or one character that is none, whatever it is made of; returns where the next one begins. */
function scanOdd(scan: Scan, units: Uint16Array, from: number, to: number, out: TokenBuffer): number {
  const { characters, keepsSymbols, joinsUnderscore, lowercase, stripBreaks, minLength } = scan;
  const unit = units[from];
  const entry = characterEntry(characters, unit);
  const kind = entry >>> 16;
  if (kind === kinds.space || kind === kinds.invisible) return from + 1;
  if (unit === lessThan && stripBreaks) {
    const width = breakWidth(units, from, to);
    if (width > 0) return from + width;
  }

  const spelled = out.units;
  const tail = out.places[out.count];
  let hash = hashSeed;
  let length = 0;
  let room = maxTokenUnits;
  let i = from;
  let end = from;
  while (i < to) {
    const next = units[i];
    const nextEntry = characterEntry(characters, next);
    const nextKind = nextEntry >>> 16;
    if (nextEntry < wordEntries) {
      if (length < room) {
        const kept = lowercase ? nextEntry & 0xffff : next;
        spelled[tail + length++] = kept;
        hash = hashStep(hash, kept);
      }
      end = ++i;
    } else if (next === underscore && joinsUnderscore) {
      if (length < room) {
        spelled[tail + length++] = next;
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
        spelled[tail + length++] = high;
        spelled[tail + length++] = low;
        hash = hashStep(hashStep(hash, high), low);
      }
      i += 2;
      end = i;
    } else break;
  }
  if (length > 0) {
    if (length >= minLength) pushToken(out, finishHash(hash), length, from, end);
    return i;
  }

  const symbol = kind === kinds.surrogate ? codePointAt(units, from, to) : unit;
  const width = symbol > 0xffff ? 2 : 1;
  const after = from + width;
  if (!keepsSymbols || (width === 2 && astralCharacter(symbol).kind === kinds.invisible)) return after;
  for (let k = 0; k < width; k++) {
    // Few symbols have a case (Ⓐ), and none of those takes two units.
    const kept = lowercase && width === 1 ? entry & 0xffff : units[from + k];
    spelled[tail + k] = kept;
    hash = hashStep(hash, kept);
  }
  pushToken(out, finishHash(hash), width, from, after);
  return after;
}
