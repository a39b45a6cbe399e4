import { hydrateRoot } from 'react-dom/client';
import type { Words } from '../words/en.ts';
import type { Language, Page } from './page-data.ts';
import { PotatoesPage, type View } from './potatoes-page.tsx';
import './pages.css';

const words: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('../words/en.ts')).en,
  de: async () => (await import('../words/de.ts')).de,
};

const lost = async () => (await import('./missing/lost-page.tsx')).LostPageView;

const views: { readonly [Kind in Page['kind']]: () => Promise<View<Kind>> } = {
  films: async () => (await import('./films/films-page.tsx')).FilmsPageView,
  film: async () => (await import('./film/film-page.tsx')).FilmPageView,
  moderation: async () => (await import('./moderation/moderation-page.tsx')).ModerationPageView,
  missing: lost,
  failed: lost,
};

const page: Page = JSON.parse(document.getElementById('page')?.textContent ?? '');
const [said, view] = await Promise.all([words[page.language](), views[page.kind]()]);
hydrateRoot(
  document.getElementById('root')!,
  <PotatoesPage page={page} words={said} view={view as View<Page['kind']>} />,
);
