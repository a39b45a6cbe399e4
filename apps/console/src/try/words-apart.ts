import { strongestWords, type WeighedWord } from '@verdict/ui';

export interface WordApart {
  readonly text: string;
  /** −1 to 1, each of its own version’s strongest word: margins of two models are not of one scale. */
  readonly left: number;
  readonly right: number;
  /** For in the one, against in the other. */
  readonly turned: boolean;
}

/** Below this share of the strongest a word says nothing, and cannot be said to have turned. */
const faint = 0.1;

/** The words that two versions read most differently. */
export function wordsApart(
  left: readonly WeighedWord[],
  right: readonly WeighedWord[],
  most: number,
): readonly WordApart[] {
  const [ofLeft, ofRight] = [shares(left), shares(right)];
  return [...new Set([...ofLeft.keys(), ...ofRight.keys()])]
    .map((text) => {
      const [a, b] = [ofLeft.get(text) ?? 0, ofRight.get(text) ?? 0];
      return { text, left: a, right: b, turned: a * b < 0 && Math.min(Math.abs(a), Math.abs(b)) >= faint };
    })
    .filter(({ left: a, right: b }) => Math.abs(a - b) >= faint)
    .sort((a, b) => Math.abs(b.left - b.right) - Math.abs(a.left - a.right))
    .slice(0, most);
}

function shares(words: readonly WeighedWord[]): ReadonlyMap<string, number> {
  const strongest = strongestWords(
    words.filter(({ text }) => /\p{L}|\p{N}/u.test(text)),
    Number.POSITIVE_INFINITY,
  );
  const most = Math.max(...strongest.slice(0, 1).map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  return new Map(strongest.map(({ text, weight }) => [text, weight / most]));
}
