import { describe, expect, test } from 'vitest';
import type { FilmCard } from '../../pages/page-data.ts';
import { scoreOf } from '../score/score-of.ts';
import { filmsOnPage, findFilms } from './find-films.ts';
import { readFilmsQuery } from './read-films-query.ts';

function film(
  id: number,
  name: string,
  year: number,
  genres: string[],
  total: number,
  positive: number,
): FilmCard {
  return { id, name, year, genres, description: `About ${name}.`, score: scoreOf({ total, positive }) };
}

const all = [
  film(1, 'The Quiet Orchard', 1990, ['drama'], 100, 80),
  film(2, 'Ünter den Linden 10', 2001, ['comedy', 'drama'], 5, 5),
  film(3, 'Ünter den Linden 9', 2000, ['comedy'], 3, 0),
  film(4, 'A Bird’s Debt', 2020, ['war'], 0, 0),
  film(5, 'Zinc', 2010, ['war'], 10, 2),
];

describe('films', () => {
  test.each([
    ['', [4, 1, 3, 2, 5]],
    ['order=score', [1, 2, 5, 3, 4]],
    ['order=reviews', [1, 5, 2, 3, 4]],
    ['order=newest', [4, 5, 2, 3, 1]],
    ['order=nonsense', [1, 2, 5, 3, 4]],
    ['search=UNTER%20linden', [3, 2]],
    ['search=bird%27s', [4]],
    ['search=war', [4, 5]],
    ['search=2010', [5]],
    ['search=%25', [4, 1, 3, 2, 5]],
    ['search=nothing', []],
    ['genre=drama', [1, 2]],
    ['genre=nonsense', []],
    ['standing=hot', [1, 2]],
    ['standing=rotten&genre=war', [5]],
    ['standing=few', [3]],
    ['standing=none', [4]],
    ['page=99', [4, 1, 3, 2, 5]],
    ['page=-1&search=', [4, 1, 3, 2, 5]],
  ])('?%s', (query, ids) => {
    const asked = readFilmsQuery({ order: 'name', ...Object.fromEntries(new URLSearchParams(query)) });
    expect(findFilms(all, asked).films.map(({ id }) => id)).toEqual(ids);
  });

  test('come by pages, and a page behind the last is the last', () => {
    const many = Array.from({ length: 50 }, (_, id) => film(id, `Film ${id}`, 2000, [], 0, 0));
    const asked = (page: string) => findFilms(many, readFilmsQuery({ order: 'name', page }));
    expect(asked('1').films).toHaveLength(filmsOnPage);
    expect(asked('3').films.map(({ id }) => id)).toEqual([48, 49]);
    expect(asked('4').query.page).toBe(3);
    expect(asked('1')).toMatchObject({ totalFilms: 50, pages: 3 });
  });

  test('a query repeats nothing that is no text', () => {
    expect(readFilmsQuery({ search: ['a', 'b'], order: {}, page: '1e3', standing: null })).toEqual({
      search: 'a',
      order: 'score',
      genre: null,
      standing: null,
      page: 1,
    });
    expect(readFilmsQuery({ search: 'x'.repeat(1000) }).search).toHaveLength(100);
  });
});
