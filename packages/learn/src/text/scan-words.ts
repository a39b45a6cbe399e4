import { astralCharacter, characterEntry, kinds, wordEntries } from './characters.ts';
import { breakWidth, codePointAt, lessThan, type Scan, underscore } from './scan.ts';
import { pushToken, type TokenBuffer } from './token-buffer.ts';
import { finishHash, hashSeed, hashStep, maxTokenUnits, reserveTail } from './token-table.ts';

/** Words, and where the options keep them every other visible character as a token of its own. */
export function scanWords(scan: Scan, units: Uint16Array, from: number, to: number, out: TokenBuffer): void {
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
      if (length >= minLength) pushToken(out, resolve(finishHash(hash), length), start, end);
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
    pushToken(out, resolve(finishHash(hash), width), start, i);
  }
}
