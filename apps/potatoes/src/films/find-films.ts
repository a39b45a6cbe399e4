import type { FilmCard, FilmOrder, FilmsQuery, FilmsReply } from '../../pages/page-data.ts';

/** Divides by two, three and four: the last row of a wall of posters is full. */
export const filmsOnPage = 24;

/** Of all films, those that are asked for. */
export function findFilms(all: readonly FilmCard[], query: FilmsQuery): FilmsReply {
  const words = comparable(query.search).split(' ').filter(Boolean);
  const found = all
    .filter(({ genres }) => query.genre === null || genres.includes(query.genre))
    .filter(({ score }) => query.standing === null || score.standing === query.standing)
    .filter((film) => {
      const text = comparable(`${film.name} ${film.year} ${film.genres.join(' ')} ${film.description}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => inOrder[query.order](a, b) || byName(a, b));
  const pages = Math.max(1, Math.ceil(found.length / filmsOnPage));
  const page = Math.min(query.page, pages);
  return {
    query: { ...query, page },
    films: found.slice((page - 1) * filmsOnPage, page * filmsOnPage),
    totalFilms: found.length,
    pages,
    genres: [...new Set(all.flatMap(({ genres }) => genres))].sort(),
  };
}

type Compare = (a: FilmCard, b: FilmCard) => number;

const collator = new Intl.Collator('en', { numeric: true });
/** As libraries do: an article does not count. */
const sortName = (name: string): string => name.replace(/^(?:the|a|an) /i, '');
const byName: Compare = (a, b) => collator.compare(sortName(a.name), sortName(b.name)) || a.id - b.id;

const inOrder: Readonly<Record<FilmOrder, Compare>> = {
  name: byName,
  // By what is surely reached, as sites sort that know how little five out of five says (E. Miller, 2009).
  score: (a, b) => (b.score.interval?.[0] ?? -1) - (a.score.interval?.[0] ?? -1),
  reviews: (a, b) => b.score.total - a.score.total,
  newest: (a, b) => b.year - a.year,
};

/** Without case, accents and the difference between apostrophes. */
function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
