import { createHash } from 'node:crypto';
import { countWords } from '../../pages/count-words.ts';
import { fewestWords, mostCharacters } from '../../pages/review-rules.ts';
import { PotatoesError } from '../errors.ts';

/** As it is kept: line breaks of one kind, no control characters, nothing blank around it. */
export function cleanText(given: string): string {
  if (given.includes('\0')) {
    throw new PotatoesError('TEXT_UNREADABLE', 'The review holds a NUL character; take it out.');
  }
  return given
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0001-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text to keep, or a refusal with the number that it breaks. */
export function reviewText(given: string): string {
  assertLength(given);
  const text = cleanText(given);
  const words = countWords(text);
  if (words < fewestWords) {
    throw new PotatoesError(
      'REVIEW_TOO_SHORT',
      `The review has ${words === 1 ? 'one word' : `${words} words`}; write ${fewestWords} or more.`,
    );
  }
  return text;
}

export function assertLength(text: string): void {
  if (text.length <= mostCharacters) return;
  throw new PotatoesError(
    'REVIEW_TOO_LONG',
    `The review has ${text.length} characters; shorten it to ${mostCharacters}, which is two printed pages.`,
  );
}

/** The same for texts that differ in case, spaces, signs, invisible characters and the way their letters are encoded. */
export function hashOfText(text: string): string {
  const compared = text
    .normalize('NFKC')
    .toLowerCase()
    // What is not seen makes no other text.
    .replace(/\p{Cf}+/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}\p{So}]+/gu, ' ')
    .trim();
  return createHash('sha256').update(compared).digest('hex');
}
