import { wordsOf } from '../words/index.ts';
import type { Page } from './page-data.ts';

/** For the document's head. */
export function pageTitle(page: Page): { readonly title: string; readonly description: string } {
  const words = wordsOf(page.language);
  const site = words.site.name;
  if (page.kind === 'film') {
    return { title: `${page.film.name} (${page.film.year}) – ${site}`, description: page.film.description };
  }
  const titles = {
    films: `${site} – ${words.site.tagline}`,
    moderation: `${words.moderation.title} – ${site}`,
    missing: `${words.missing.title} – ${site}`,
    failed: `${words.failed.title} – ${site}`,
  };
  return { title: titles[page.kind], description: words.site.description };
}
