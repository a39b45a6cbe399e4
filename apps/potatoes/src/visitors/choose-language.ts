import type { Language } from '../../pages/page-data.ts';
import { languages } from '../../words/say.ts';

export interface LanguageWishes {
  /** Of the address. */
  readonly asked: unknown;
  /** Chosen earlier. */
  readonly cookie: string | undefined;
  readonly acceptLanguage: string | undefined;
}

/** What was asked for just now, else what was chosen, else what the browser likes best; English where nothing fits. */
export function chooseLanguage({ asked, cookie, acceptLanguage }: LanguageWishes): Language {
  return known(asked) ?? known(cookie) ?? preferred(acceptLanguage ?? '') ?? 'en';
}

export function known(value: unknown): Language | null {
  return languages.find((language) => language === value) ?? null;
}

/** RFC 9110 §12.5.4; of equals the first. */
function preferred(header: string): Language | null {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range, ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]{1,5})$/.exec(each)?.[1]).find(Boolean);
      return { language: known(range.split('-')[0]), weight: Number(quality ?? 1) };
    })
    .filter(({ language, weight }) => language !== null && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes[0]?.language ?? null;
}
