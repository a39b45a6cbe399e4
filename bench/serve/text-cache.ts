import type { Prediction } from '@verdict/learn';

/** Answers by exact text, the one asked last kept for the longest; what the server would have if it paid (cache.ts). */
export interface TextCache {
  readonly get: (text: string) => Prediction | undefined;
  readonly put: (text: string, prediction: Prediction) => void;
}

/** Of an entry beside its text: the map's own, and the answer's object and numbers. */
const entryBytes = 250;

export function createTextCache(maxBytes: number): TextCache {
  const answers = new Map<string, Prediction>();
  let bytes = 0;
  return {
    get: (text) => {
      const found = answers.get(text);
      if (found === undefined) return undefined;
      // A map keeps the order of arrival: what is put in again is the youngest.
      answers.delete(text);
      answers.set(text, found);
      return found;
    },
    put: (text, prediction) => {
      answers.set(text, prediction);
      bytes += 2 * text.length + entryBytes;
      for (const oldest of answers.keys()) {
        if (bytes <= maxBytes) break;
        answers.delete(oldest);
        bytes -= 2 * oldest.length + entryBytes;
      }
    },
  };
}
