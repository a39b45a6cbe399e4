import { classNames } from '@verdict/ui';
import { genreWords } from '../../words/say.ts';
import type { FilmCard } from '../page-data.ts';
import { Poster } from '../poster/poster.tsx';
import { standingInk } from '../score/standing-ink.ts';
import { useWords } from '../shell/words-context.tsx';
import { Spud } from '../spud/spud.tsx';

export function FilmCardView({ film }: { readonly film: FilmCard }) {
  const { words, percent } = useWords();
  const { score } = film;
  const called = score.standing !== 'none' && score.standing !== 'few';
  return (
    <li className="group relative min-w-0">
      <div className="bg-sunken aspect-2/3 overflow-hidden rounded-sm shadow-md ring-1 ring-black/10 transition-transform group-hover:-translate-y-1">
        <Poster film={film} className="block size-full" />
      </div>
      <h2 lang="en" className="font-serif mt-3 text-lg leading-snug font-semibold break-words">
        <a href={`/films/${film.id}`} className="no-underline after:absolute after:inset-0 hover:underline">
          {film.name}
        </a>
      </h2>
      <p className="text-soft text-sm">
        {film.year} · {film.genres.map((genre) => genreWords(words, genre)).join(', ')}
      </p>
      <p className="mt-2 flex items-center gap-2.5">
        <Spud standing={score.standing} className="size-11" />
        <span className="min-w-0 leading-tight">
          {called && score.share !== null && (
            <b className="block text-lg leading-tight">{percent(score.share)}</b>
          )}
          <span className={classNames('block text-sm font-semibold', standingInk[score.standing])}>
            {words.standing[score.standing]}
          </span>
          {score.total > 0 && (
            <span className="text-soft block text-sm">{words.films.reviews(score.total)}</span>
          )}
        </span>
      </p>
    </li>
  );
}
