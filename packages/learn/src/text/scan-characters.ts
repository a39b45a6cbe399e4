import { astralCharacter, characterEntry, kinds } from './characters.ts';
import { breakWidth, codePointAt, lessThan, type Scan, space } from './scan.ts';
import { clearTokens, pushToken, type TokenBuffer } from './token-buffer.ts';
import { finishHash, hashSeed, hashStep } from './token-table.ts';

/**
 * Characters, white space folded to one space; or the characters of each word, between spaces, with an edge from word to
 * word. Ids come later.
 */
export function scanCharacters(
  scan: Scan,
  units: Uint16Array,
  from: number,
  to: number,
  out: TokenBuffer,
): void {
  const { characters, lowercase, stripBreaks, insideWords } = scan;
  // A word of one character has an edge and two spaces more; a character takes two units at most.
  clearTokens(out, 4 * (to - from) + 4, 4 * (to - from) + 4);
  let inWord = false;
  for (let i = from; i < to; ) {
    const unit = units[i];
    const entry = characterEntry(characters, unit);
    const kind = entry >>> 16;
    const isBreak = unit === lessThan && stripBreaks ? breakWidth(units, i, to) : 0;
    if (isBreak > 0 || kind === kinds.space) {
      if (inWord) pushCharacter(out, space, i, i + 1);
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
      if (out.count > 0) pushToken(out, 0, 0, i, i);
      pushCharacter(out, space, i, i);
    }
    inWord = true;
    const kept = !lowercase ? codePoint : astral ? astral.lower : entry & 0xffff;
    pushCharacter(out, kept, i, i + width);
    i += width;
  }
  if (inWord && insideWords) pushCharacter(out, space, to, to);
}

function pushCharacter(out: TokenBuffer, codePoint: number, start: number, end: number): void {
  const at = out.places[out.count];
  if (codePoint < 0x10000) {
    out.units[at] = codePoint;
    pushToken(out, finishHash(hashStep(hashSeed, codePoint)), 1, start, end);
    return;
  }
  const high = 0xd7c0 + (codePoint >>> 10);
  const low = 0xdc00 | (codePoint & 0x3ff);
  out.units[at] = high;
  out.units[at + 1] = low;
  pushToken(out, finishHash(hashStep(hashStep(hashSeed, high), low)), 2, start, end);
}
