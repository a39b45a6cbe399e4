import { createGramReader } from '../features/gram-reader.ts';
import { termFrequency } from '../features/term-frequency.ts';
import type { CharacterTable } from '../text/characters.ts';
import type { ModelSet } from './model.ts';

/** Adds what one feature set says of units[from … to) to the margins. */
export type AddMargins = (units: Uint16Array, from: number, to: number, margins: Float64Array) => void;

/**
 * Everything known of a gram side by side, in records of 32-bit words: a mark of the text that met it last, its
 * scale, its weights. A vocabulary is larger than the cache, so a gram costs about one miss, not one an array.
 */
export function createLinearScorer(set: ModelSet, outputs: number, characters: CharacterTable): AddMargins {
  const { options, scales, weights } = set;
  const reader = createGramReader(options, set.tree, characters);
  const width = 2 + outputs;
  const words = new Int32Array(scales.length * width);
  const numbers = new Float32Array(words.buffer);
  for (let gram = 0; gram < scales.length; gram++) {
    numbers[gram * width + 1] = scales[gram];
    for (let k = 0; k < outputs; k++) numbers[gram * width + 2 + k] = weights[gram * outputs + k];
  }
  const gain = options.gain ?? 1;
  const normalised = options.normalize !== 'none';
  const tf = options.tf ?? 'count';
  const sums = new Float64Array(outputs);
  let ahead = new Int32Array(1024);
  const finish = (norm: number, margins: Float64Array): void => {
    const rowScale = normalised && norm > 0 ? gain / Math.sqrt(norm) : gain;
    for (let k = 0; k < outputs; k++) margins[k] += rowScale * sums[k];
  };

  /**
   * What the next loop asks for, all of it at once: there, each gram would be waited for before the next is asked. It is
   * written down so that it is read at all.
   */
  const readAhead = (grams: Int32Array, count: number): void => {
    if (count > ahead.length) ahead = new Int32Array(count * 2);
    for (let i = 0; i < count; i++) ahead[i] = words[grams[i] * width];
  };

  if (tf === 'binary') {
    let mark = 0;
    return (units, from, to, margins) => {
      const { grams, count } = reader.read(units, from, to);
      mark = (mark + 1) | 0;
      sums.fill(0);
      readAhead(grams, count);
      let norm = 0;
      for (let i = 0; i < count; i++) {
        const at = grams[i] * width;
        if (words[at] === mark) continue;
        words[at] = mark;
        norm += numbers[at + 1] * numbers[at + 1];
        for (let k = 0; k < outputs; k++) sums[k] += numbers[at + 2 + k];
      }
      finish(norm, margins);
    };
  }

  const weigh = termFrequency(tf);
  let distinct = new Int32Array(1024);
  let counts = new Int32Array(1024);
  // A gram's mark is one more than its place in `distinct`, counted on from text to text.
  let base = 0;
  return (units, from, to, margins) => {
    const { grams, count } = reader.read(units, from, to);
    if (count > distinct.length) {
      distinct = new Int32Array(count * 2);
      counts = new Int32Array(count * 2);
    }
    if (base > 2 ** 30) {
      for (let at = 0; at < words.length; at += width) words[at] = 0;
      base = 0;
    }
    readAhead(grams, count);
    let found = 0;
    for (let i = 0; i < count; i++) {
      const at = grams[i] * width;
      const place = words[at] - base;
      if (place > 0) counts[place - 1]++;
      else {
        distinct[found] = at;
        counts[found] = 1;
        words[at] = base + ++found;
      }
    }
    base += found;
    sums.fill(0);
    let norm = 0;
    for (let i = 0; i < found; i++) {
      const at = distinct[i];
      const held = weigh(counts[i]);
      const scaled = held * numbers[at + 1];
      norm += scaled * scaled;
      for (let k = 0; k < outputs; k++) sums[k] += held * numbers[at + 2 + k];
    }
    finish(norm, margins);
  };
}
