import { LearnError } from '../errors.ts';
import { type Allocate, plainMemory } from '../memory.ts';

/**
 * Many texts as UTF-16 units in one array that threads can share: text i is units[starts[i] … starts[i + 1]).
 * Half the price of strings in messages, and the tokeniser sees one array type whatever the text.
 */
export interface TextPack {
  readonly count: number;
  readonly units: Uint16Array;
  readonly starts: Float64Array;
}

/** 2³¹ units are 4 GB: past that, 32-bit positions in the feature tables would wrap. */
const maxUnits = 2 ** 31 - 1;

export function packTexts(texts: readonly string[], allocate: Allocate = plainMemory): TextPack {
  const starts = allocate.float64(texts.length + 1);
  for (let i = 0; i < texts.length; i++) starts[i + 1] = starts[i] + texts[i].length;
  const total = starts[texts.length];
  if (total > maxUnits) {
    throw new LearnError(
      'TEXT_TOO_LONG',
      `The texts hold ${total} characters together, more than ${maxUnits}; train on fewer rows.`,
    );
  }
  const units = allocate.uint16(total);
  for (let i = 0; i < texts.length; i++) writeUnits(texts[i], units, starts[i]);
  return { count: texts.length, units, starts };
}

export function writeUnits(text: string, units: Uint16Array, at: number): void {
  for (let i = 0; i < text.length; i++) units[at + i] = text.charCodeAt(i);
}

export function textAt(pack: TextPack, index: number): string {
  const from = pack.starts[index];
  const to = pack.starts[index + 1];
  let text = '';
  // String.fromCharCode takes its characters as arguments: 8,192 is safely below every engine's limit.
  for (let at = from; at < to; at += 8192) {
    text += String.fromCharCode(...pack.units.subarray(at, Math.min(to, at + 8192)));
  }
  return text;
}
