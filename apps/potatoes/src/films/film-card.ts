import type { FilmCard } from '../../pages/page-data.ts';
import { scoreOf } from '../score/score-of.ts';
import type { FilmRow } from './films.store.ts';

export function filmCard(row: FilmRow): FilmCard {
  const { id, name, year, genres, description } = row;
  return { id, name, year, genres, description, score: scoreOf(row) };
}
