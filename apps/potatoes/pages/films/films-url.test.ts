import { describe, expect, it } from 'vitest';
import { everyFilm, filmsPath, readFilmsQuery, withFilter } from './films-url.ts';

const read = (search: string) => readFilmsQuery(new URLSearchParams(search));

describe('the address of the films page', () => {
  it.each([
    ['', everyFilm],
    ['search=+moon+', { ...everyFilm, search: 'moon' }],
    ['genre=&standing=', everyFilm],
    ['genre=Noir&standing=hot&page=3', { ...everyFilm, genre: 'Noir', standing: 'hot', page: 3 }],
    ['order=name', { ...everyFilm, order: 'name' }],
    ['order=DROP&standing=boiled&page=-2', everyFilm],
    ['page=1e9', everyFilm],
    ['page=2.5', everyFilm],
  ])('%s is understood', (search, query) => {
    expect(read(search)).toEqual(query);
  });

  it('is the shortest that asks for the same, and reads back', () => {
    expect(filmsPath(everyFilm)).toBe('/');
    const query = { search: 'a & b', order: 'newest', genre: 'Noir', standing: 'few', page: 2 } as const;
    expect(read(filmsPath(query).slice(2))).toEqual(query);
  });

  it('cuts a search that is longer than any name', () => {
    expect(read(`search=${'x'.repeat(5000)}`).search).toHaveLength(100);
  });

  it('starts another filter on its first page', () => {
    expect(withFilter({ ...everyFilm, page: 4 }, { genre: 'Noir' })).toEqual({ ...everyFilm, genre: 'Noir' });
  });
});
