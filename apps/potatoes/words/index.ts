import type { Language } from '../pages/page-data.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';

export type { Words } from './en.ts';

const all: Readonly<Record<Language, Words>> = { en, de };

/** For the server, which speaks every language; a browser loads the one that its page is in. */
export function wordsOf(language: Language): Words {
  return all[language];
}
