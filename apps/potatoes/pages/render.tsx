import { renderToString } from 'react-dom/server';
import { wordsOf } from '../words/index.ts';
import { FilmPageView } from './film/film-page.tsx';
import { PosterDrawing } from './film/film-poster.tsx';
import { FilmsPageView } from './films/films-page.tsx';
import { LostPageView } from './missing/lost-page.tsx';
import { ModerationPageView } from './moderation/moderation-page.tsx';
import type { Page } from './page-data.ts';
import { Poster } from './poster/poster.tsx';
import { PotatoesPage, type View } from './potatoes-page.tsx';

const views: { readonly [Kind in Page['kind']]: View<Kind> } = {
  films: FilmsPageView,
  film: FilmPageView,
  moderation: ModerationPageView,
  missing: LostPageView,
  failed: LostPageView,
};

export function render(page: Page): string {
  const view = views[page.kind] as View<Page['kind']>;
  return renderToString(
    <PosterDrawing value={Poster}>
      <PotatoesPage page={page} words={wordsOf(page.language)} view={view} />
    </PosterDrawing>,
  );
}
