import { porterStem } from './porter-stem.ts';
import { stopWords } from './stop-words.ts';
import { dropped, type TokenBuffer, unknown } from './token-buffer.ts';
import type { TokenOptions } from './token-options.ts';
import {
  createTokenTable,
  findText,
  internText,
  internToken,
  type TokenTable,
  tokenText,
} from './token-table.ts';

/** `learn` gives every new token an id; `look-up` knows only the tokens that are there. */
export type TokenizerMode = 'learn' | 'look-up';

/** Distinct surface forms remembered with their stems; the memory is emptied at this size, so that hostile traffic cannot grow it. */
const maxSurfaces = 65_536;

/** Surface form → term: stop words taken out, stems looked up; each distinct form is worked out once. */
export function createNormalizer(
  options: TokenOptions,
  terms: TokenTable,
  mode: TokenizerMode,
): (out: TokenBuffer) => void {
  const dropWords =
    options.stopWords === 'english' ? stopWords : options.stopWords ? new Set(options.stopWords) : null;
  let surfaces = createTokenTable();
  let termOf = new Int32Array(1024);

  const termFor = (surface: string): number => {
    if (dropWords?.has(surface)) return dropped;
    const term = options.stem === 'porter' ? porterStem(surface) : surface;
    return mode === 'learn' ? internText(terms, term) : findText(terms, term);
  };

  const resolve = (hash: number, units: Uint16Array, from: number, length: number): number => {
    const known = surfaces.count;
    const id = internToken(surfaces, hash, units, from, length);
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

  return (out) => {
    const { ids, starts, ends, places, hashes, units, count } = out;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const length = places[i + 1] - places[i];
      const id = length === 0 ? unknown : resolve(hashes[i], units, places[i], length);
      if (id === dropped) continue;
      ids[kept] = id;
      starts[kept] = starts[i];
      ends[kept++] = ends[i];
    }
    out.count = kept;
  };
}
