import { SpamcheckError } from './errors.ts';
import { maxCharacters, maxCharactersAtOnce, maxTextsAtOnce } from './limits.ts';

export function assertText(text: string, place = 'The message'): void {
  if (text.length > maxCharacters) {
    throw new SpamcheckError(
      'TEXT_TOO_LONG',
      `${place} has ${text.length} characters and at most ${maxCharacters} are read; shorten it.`,
    );
  }
  if (!/\S/.test(text)) {
    throw new SpamcheckError('TEXT_EMPTY', `${place} is empty; write or paste something to check.`);
  }
}

export function assertTexts(texts: readonly string[]): void {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (texts.length > maxTextsAtOnce || (texts.length > 1 && characters > maxCharactersAtOnce)) {
    throw new SpamcheckError(
      'TOO_MANY_TEXTS',
      `There are ${texts.length} messages of ${characters} characters, and one request takes ${maxTextsAtOnce} of ${maxCharactersAtOnce} together; send them in parts.`,
    );
  }
  for (const [at, text] of texts.entries()) assertText(text, `Message ${at + 1}`);
}
