import { sql } from 'kysely';
import { dayMs } from '../score/score-days.ts';
import type { PotatoesDatabase } from '../tables/tables.ts';

export interface FilmToFill {
  readonly filmId: number;
  readonly reviews: number;
}

/** Over a little more than a year, however many they are. */
const spanMs = 10_000 * 3_600_000;

/** Of each four reviews three are positive. */
export async function fillFilm(database: PotatoesDatabase, { filmId, reviews }: FilmToFill): Promise<void> {
  await database.transaction(async (tx) => {
    await sql`
      insert into review (film_id, author, owner_id, text, text_sha256, state, is_positive, confidence, model,
        prediction_id, counts_as, revision, written_ms)
      select ${filmId}::integer, 'Reader ' || n, 'owner-' || n, repeat('Words of review number ' || n || '. ', 20),
        'hash-' || n, 'shown', n % 4 <> 0, 0.9, 'sentiment-en@1', 'prediction-' || n, n % 4 <> 0, n,
        1700000000000 + n * ${Math.floor(spanMs / reviews)}::bigint
      from generate_series(1, ${reviews}::integer) n`.execute(tx);
    await sql`
      insert into film_day (film_id, day, total, positive)
      select film_id, written_ms / ${dayMs}::bigint, count(*), count(*) filter (where counts_as)
      from review where film_id = ${filmId}::integer group by 1, 2`.execute(tx);
    await sql`
      update film_score set revision = ${reviews}::bigint,
        total = (select count(*) from review r where r.film_id = film_score.film_id),
        positive = (select count(*) from review r where r.film_id = film_score.film_id and r.counts_as)
      where film_id = ${filmId}::integer`.execute(tx);
  });
}
