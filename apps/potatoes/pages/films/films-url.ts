import { type FilmOrder, type FilmsQuery, filmOrders, type Standing } from '../page-data.ts';

export const defaultOrder: FilmOrder = 'score';
export const standings: readonly Standing[] = ['hot', 'fresh', 'rotten', 'few', 'none'];
/** Longer than any film's name; what is longer finds nothing anyway. */
export const searchCharsMost = 100;
export const everyFilm: FilmsQuery = {
  search: '',
  order: defaultOrder,
  genre: null,
  standing: null,
  page: 1,
};

type Params = { readonly get: (name: string) => string | null };

/** What an address asks for. Nonsense in it is passed over: somebody's old link still shows films. */
export function readFilmsQuery(params: Params): FilmsQuery {
  const page = /^[1-9]\d{0,3}$/.exec(params.get('page')?.trim() ?? '');
  return {
    search: (params.get('search') ?? '').trim().slice(0, searchCharsMost).toWellFormed(),
    order: filmOrders.find((order) => order === params.get('order')) ?? defaultOrder,
    genre: params.get('genre')?.trim().slice(0, 40) || null,
    standing: standings.find((standing) => standing === params.get('standing')) ?? null,
    page: page ? Number(page[0]) : 1,
  };
}

/** The shortest address that asks for it: `/`, `/?search=moon&page=2`. */
export function filmsPath(query: FilmsQuery, path = '/'): string {
  const params = new URLSearchParams();
  if (query.search !== '') params.set('search', query.search);
  if (query.order !== defaultOrder) params.set('order', query.order);
  if (query.genre !== null) params.set('genre', query.genre);
  if (query.standing !== null) params.set('standing', query.standing);
  if (query.page !== 1) params.set('page', String(query.page));
  return params.size === 0 ? path : `${path}?${params}`;
}

/** Another search or filter starts on its first page. */
export function withFilter(query: FilmsQuery, change: Partial<Omit<FilmsQuery, 'page'>>): FilmsQuery {
  return { ...query, ...change, page: 1 };
}
