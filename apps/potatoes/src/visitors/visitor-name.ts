import { mostNameCharacters } from '../../pages/review-rules.ts';
import { PotatoesError } from '../errors.ts';

/** Characters that are not seen, turn the text around them, or mean nothing to others; three are letters by name only. */
const refused =
  /[\u115f\u1160\u2800\u3164\uffa0\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;
/** No language puts more on a letter; a tower of them covers what stands above and below. */
const stacked = /\p{M}{5}/u;
const seen = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Letters with every mark that people put on them; to compose a body full of marks would take minutes. */
const mostUnits = 10 * mostNameCharacters;

export function visitorName(given: string): string {
  if (given.length > mostUnits) throw tooLong(given.length);
  const name = given
    .normalize('NFC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ');
  const characters = [...name].length;
  if (characters > mostNameCharacters) throw tooLong(characters);
  if (refused.test(name)) throw invalid('The name holds a character that cannot be seen; leave it out.');
  if (stacked.test(name)) throw invalid('The name has too many marks on one letter; take some off.');
  if (!seen.test(name)) throw invalid('The name is empty; write one or more characters that can be seen.');
  return name;
}

function tooLong(characters: number): PotatoesError {
  return invalid(`The name has ${characters} characters; choose one of ${mostNameCharacters} or fewer.`);
}

function invalid(message: string): PotatoesError {
  return new PotatoesError('NAME_INVALID', message);
}
