import type { ServerConfig } from './config.ts';
import { ServerError } from './errors.ts';

export type TextLimits = Pick<ServerConfig, 'maxTextLength' | 'maxTexts'>;

/** `place` names the text where there are several. */
export function assertText(text: string, limits: TextLimits, place = 'The text'): void {
  if (text.length > limits.maxTextLength) {
    throw new ServerError(
      'TEXT_OVER_LIMIT',
      `${place} has ${text.length} characters and at most ${limits.maxTextLength} are read; shorten or split it.`,
    );
  }
  if (!/\S/.test(text)) {
    throw new ServerError('TEXT_EMPTY', `${place} is empty or blank; send at least one character.`);
  }
}

export function assertTexts(texts: readonly string[], limits: TextLimits): void {
  if (texts.length === 0) {
    throw new ServerError('TEXT_EMPTY', 'The list of texts is empty; send at least one text.');
  }
  if (texts.length > limits.maxTexts) {
    throw new ServerError(
      'TEXTS_OVER_LIMIT',
      `There are ${texts.length} texts and at most ${limits.maxTexts} are read a request; send them in parts.`,
    );
  }
  for (let i = 0; i < texts.length; i++) assertText(texts[i], limits, `The text at index ${i}`);
}
