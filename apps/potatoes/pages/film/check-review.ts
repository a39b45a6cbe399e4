import { countWords } from '../count-words.ts';
import { fewestWords, mostCharacters } from '../review-rules.ts';

export interface ReviewCheck {
  readonly words: number;
  /** Below zero: so many too many. */
  readonly charactersLeft: number;
  readonly mayBeSent: boolean;
}

/** The server's own rules, before it is asked. */
export function checkReview(text: string): ReviewCheck {
  const trimmed = text.trim();
  const charactersLeft = mostCharacters - trimmed.length;
  // A pasted book would stall typing, and whether it has five words is not the question.
  const words = charactersLeft < 0 ? fewestWords : countWords(trimmed);
  return { words, charactersLeft, mayBeSent: charactersLeft >= 0 && words >= fewestWords };
}
