import { createGramReader, type GramBuffer } from '../features/gram-reader.ts';
import { termFrequency } from '../features/term-frequency.ts';
import type { CharacterTable } from '../text/characters.ts';
import type { ModelSet } from './model.ts';

/** The distinct grams of one text in order of their numbers, and what the text holds of each. */
export interface GramsOfText {
  readonly grams: Int32Array;
  /** Occurrences, and what they come to by the set's tf. */
  readonly counts: Int32Array;
  readonly tf: Float64Array;
  /** gain, over the L2 norm where rows are normalised. */
  readonly rowScale: number;
  /** Every occurrence; the reader's own, overwritten by the next text. */
  readonly occurrences: GramBuffer;
}

/** The readable way to a row, for explanations and forests; `createLinearScorer` is the fast one. */
export function createGramCounter(
  set: ModelSet,
  characters: CharacterTable,
): (units: Uint16Array, from: number, to: number) => GramsOfText {
  const { options, scales } = set;
  const reader = createGramReader(options, set.tree, characters);
  const weigh = termFrequency(options.tf ?? 'count');
  const gain = options.gain ?? 1;
  return (units, from, to) => {
    const occurrences = reader.read(units, from, to);
    const held = new Map<number, number>();
    for (let i = 0; i < occurrences.count; i++) {
      held.set(occurrences.grams[i], (held.get(occurrences.grams[i]) ?? 0) + 1);
    }
    const grams = Int32Array.from(held.keys()).sort();
    const counts = grams.map((gram) => held.get(gram) ?? 0);
    const tf = Float64Array.from(counts, weigh);
    let norm = 0;
    for (let i = 0; i < grams.length; i++) norm += (tf[i] * scales[grams[i]]) ** 2;
    const rowScale = options.normalize !== 'none' && norm > 0 ? gain / Math.sqrt(norm) : gain;
    return { grams, counts, tf, rowScale, occurrences };
  };
}
