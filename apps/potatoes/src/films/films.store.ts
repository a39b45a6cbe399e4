import { sql } from 'kysely';
import { type DayCount, mostDays, mostPoints } from '../score/score-days.ts';
import type { Db } from '../tables/tables.ts';

export interface FilmRow {
  readonly id: number;
  readonly name: string;
  readonly year: number;
  readonly genres: readonly string[];
  readonly description: string;
  readonly total: number;
  readonly positive: number;
  readonly revision: number;
}

/** All of them: films come with the site, by the dozen. */
export function selectFilms(db: Db): Promise<FilmRow[]> {
  return filmsWithScores(db).orderBy('film.id').execute();
}

export function selectFilm(db: Db, id: number): Promise<FilmRow | undefined> {
  return filmsWithScores(db).where('film.id', '=', id).executeTakeFirst();
}

function filmsWithScores(db: Db) {
  return db
    .selectFrom('film')
    .innerJoin('film_score', 'film_score.film_id', 'film.id')
    .select(['id', 'name', 'year', 'genres', 'description', 'total', 'positive', 'revision']);
}

export interface ScoreRow {
  readonly total: number;
  readonly positive: number;
  readonly revision: number;
}

/** One row by its key. */
export function selectScore(db: Db, filmId: number): Promise<ScoreRow | undefined> {
  return db
    .selectFrom('film_score')
    .select(['total', 'positive', 'revision'])
    .where('film_id', '=', filmId)
    .executeTakeFirst();
}

/**
 * Newest first; where there are more than a chart shows, evenly spaced ones, the first and the last among them, each
 * with what came since the one before it. Put together here, since reading a year of rows takes longer than adding up.
 */
export async function selectDays(db: Db, filmId: number): Promise<readonly DayCount[]> {
  const { rows } = await sql<DayCount>`
    select max(day) as day, sum(total)::integer as total, sum(positive)::integer as positive
    from (
      select day, total, positive, row_number() over (order by day desc) - 1 as place, count(*) over () as days
      from (
        select day, total, positive from ${sql.table('film_day')}
        where film_id = ${filmId} and total > 0 order by day desc limit ${mostDays}
      ) latest
    ) placed
    group by case when days <= ${mostPoints} then place else place * ${mostPoints - 1} / (days - 1) end
    order by day desc`.execute(db);
  return rows;
}

export async function selectRevisions(
  db: Db,
  filmIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('film_score')
    .select(['film_id', 'revision'])
    .where('film_id', 'in', filmIds)
    .execute();
  return new Map(rows.map(({ film_id, revision }) => [film_id, revision]));
}

export interface FilmToKeep {
  readonly name: string;
  readonly year: number;
  readonly genres: readonly string[];
  readonly description: string;
}

/** New ones, and what has changed of those that are known by their name. Gives every id by its name. */
export async function upsertFilms(
  db: Db,
  films: readonly FilmToKeep[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .insertInto('film')
    .values(films.map((film) => ({ ...film, genres: JSON.stringify(film.genres) })))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({
        year: eb.ref('excluded.year'),
        genres: eb.ref('excluded.genres'),
        description: eb.ref('excluded.description'),
      })),
    )
    .returning(['id', 'name'])
    .execute();
  await sql`insert into film_score (film_id) select id from film on conflict do nothing`.execute(db);
  return new Map(rows.map(({ id, name }) => [name, id]));
}
