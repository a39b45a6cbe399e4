import { genreWords } from '../../words/say.ts';
import type { ViewProps } from '../potatoes-page.tsx';
import { ScorePanel } from '../score/score-panel.tsx';
import { useWords } from '../shell/words-context.tsx';
import { FilmPoster } from './film-poster.tsx';
import { ReviewsList } from './reviews-list.tsx';
import { useFilm } from './use-film.ts';
import { WriteReview } from './write-review.tsx';

export function FilmPageView({ page, viewer, onViewer }: ViewProps<'film'>) {
  const { words } = useWords();
  const film = useFilm(page);
  const { name, year, genres, description, id } = page.film;
  return (
    <>
      <p className="mb-4 text-sm">
        <a href="/" className="inline-block py-1 underline">
          ← {words.site.home}
        </a>
      </p>
      <div className="grid gap-8 md:grid-cols-[17rem_minmax(0,1fr)] md:gap-10">
        <FilmPoster film={page.film} />
        <div className="min-w-0">
          <h1
            lang="en"
            className="font-serif text-4xl leading-tight font-bold text-balance break-words sm:text-5xl"
          >
            {name}
          </h1>
          <p className="text-soft mt-2">
            {year} · {genres.map((genre) => genreWords(words, genre)).join(', ')}
          </p>
          <p lang="en" className="font-serif mt-4 mb-8 max-w-prose text-lg leading-relaxed">
            {description}
          </p>
          <ScorePanel score={film.state.score} days={film.state.days} />
        </div>
      </div>
      <p role="status" className="sr-only">
        {film.said}
      </p>
      <div className="mt-12 lg:ml-78">
        <WriteReview
          filmId={id}
          viewer={viewer}
          onWritten={(reply) => {
            film.reply(reply);
            onViewer(reply.viewer);
          }}
        />
        <ReviewsList film={film} />
      </div>
    </>
  );
}
