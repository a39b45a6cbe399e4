import { Button, ButtonLink, classNames, Notice } from '@verdict/ui';
import type { ViewProps } from '../potatoes-page.tsx';
import { useWords } from '../shell/words-context.tsx';
import { refusalText } from '../site-client.ts';
import { Spud } from '../spud/spud.tsx';
import { FilmCardView } from './film-card.tsx';
import { FilmsFilters } from './films-filters.tsx';
import { Pager } from './pager.tsx';
import { useFilms } from './use-films.ts';

export function FilmsPageView({ page }: ViewProps<'films'>) {
  const { words } = useWords();
  const films = useFilms(page);
  const { shown, refusal, query } = films;
  return (
    <>
      <h1 className="sr-only">{words.films.title}</h1>
      <FilmsFilters films={films} genres={page.genres} />
      <p role="status" className="text-soft mt-6 mb-4 text-sm">
        {words.films.found(shown.totalFilms)}
        {shown.pages > 1 && ` · ${words.films.page(query.page, shown.pages)}`}
      </p>
      {refusal && (
        <div className="mb-6">
          <Notice
            tone="warn"
            urgent
            title={words.films.failed}
            action={
              <Button small onClick={films.again}>
                {words.site.tryAgain}
              </Button>
            }
          >
            {refusalText(words, refusal)}
          </Notice>
        </div>
      )}
      {shown.films.length === 0 ? (
        <NoFilms />
      ) : (
        <ul
          aria-busy={films.busy}
          className={classNames(
            'grid grid-cols-2 gap-x-4 gap-y-10 transition-opacity sm:grid-cols-3 sm:gap-x-6 md:grid-cols-4 lg:grid-cols-6',
            films.busy && 'opacity-60',
          )}
        >
          {shown.films.map((film) => (
            <FilmCardView key={film.id} film={film} />
          ))}
        </ul>
      )}
      <Pager query={query} pages={shown.pages} />
    </>
  );
}

function NoFilms() {
  const { words } = useWords();
  return (
    <div className="flex flex-col items-center gap-3 py-12 text-center">
      <Spud standing="none" className="size-32" />
      <p className="font-serif text-2xl italic">{words.films.noneFound}</p>
      <p className="text-soft">{words.films.noneFoundAbout}</p>
      <ButtonLink href="/">{words.films.clear}</ButtonLink>
    </div>
  );
}
