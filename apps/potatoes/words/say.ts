import type { Language } from '../pages/page-data.ts';
import type { Words } from './en.ts';

/** Each in its own language: that is the one its readers know. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };
export const languages = Object.keys(languageNames) as readonly Language[];

/** Made once: to make one takes longer than to render a review. */
const percents: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', { style: 'percent' }),
  de: new Intl.NumberFormat('de', { style: 'percent' }),
};

/** Rounded down: a film with 74.6 % is not shown as one that has the 75 % of a hot one. */
export function percentWords(language: Language, share: number): string {
  // What binary fractions lack of 0.57 is not what a film lacks.
  const percent = Math.floor(share * 100 + 1e-9) / 100;
  return percents[language].format(percent);
}

/** The film's genre as the content names it, in the reader's language; one that nobody translated stays as it is. */
export function genreWords(words: Words, genre: string): string {
  return (words.genres as Readonly<Record<string, string>>)[genre] ?? genre;
}
