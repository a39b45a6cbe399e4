import { astralCharacter, characterEntry, kinds } from './characters.ts';
import { breakWidth, codePointAt, lessThan, type Scan, space } from './scan.ts';
import { pushToken, type TokenBuffer, unknown } from './token-buffer.ts';
import { finishHash, hashSeed, hashStep, reserveTail } from './token-table.ts';

/** Characters, white space folded to one space; or the characters of each word, between spaces. */
export function scanCharacters(
  scan: Scan,
  units: Uint16Array,
  from: number,
  to: number,
  out: TokenBuffer,
): void {
  const { options, characters, resolve, table: scanned } = scan;
  const insideWords = options.tokens === 'characters-in-words';
  const lowercase = options.lowercase ?? true;
  const stripBreaks = options.stripBreaks ?? true;

  const emit = (codePoint: number, start: number, end: number): void => {
    const table = scanned();
    const tail = reserveTail(table);
    if (codePoint < 0x10000) {
      table.arena[tail] = codePoint;
      pushToken(out, resolve(finishHash(hashStep(hashSeed, codePoint)), 1), start, end);
      return;
    }
    const high = 0xd7c0 + (codePoint >>> 10);
    const low = 0xdc00 | (codePoint & 0x3ff);
    table.arena[tail] = high;
    table.arena[tail + 1] = low;
    pushToken(out, resolve(finishHash(hashStep(hashStep(hashSeed, high), low)), 2), start, end);
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
      if (out.count > 0) pushToken(out, unknown, i, i);
      emit(space, i, i);
    }
    inWord = true;
    const kept = !lowercase ? codePoint : astral ? astral.lower : entry & 0xffff;
    emit(kept, i, i + width);
    i += width;
  }
  if (inWord && insideWords) emit(space, to, to);
}
