import { mostNameCharacters } from '../../pages/review-rules.ts';
import { PotatoesError } from '../errors.ts';

/** Characters that are not seen, turn the text around them, or mean nothing to others. */
const refused =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;
const seen = /[\p{L}\p{N}\p{P}\p{S}]/u;

export function visitorName(given: string): string {
  const name = given
    .normalize('NFC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ');
  const characters = [...name].length;
  if (characters > mostNameCharacters) {
    throw invalid(`The name has ${characters} characters; choose one of ${mostNameCharacters} or fewer.`);
  }
  if (refused.test(name)) throw invalid('The name holds a character that cannot be seen; leave it out.');
  if (!seen.test(name)) throw invalid('The name is empty; write one or more characters that can be seen.');
  return name;
}

function invalid(message: string): PotatoesError {
  return new PotatoesError('NAME_INVALID', message);
}
