import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { SeedFilm } from '../../content/films.ts';
import type { SeedReview } from '../../content/reviews.ts';
import { hashOfText } from '../reviews/review-text.ts';
import { dayMs } from '../score/score-days.ts';
import type { PotatoesDatabase, Tx } from '../tables/tables.ts';
import { upsertFilms } from './films.store.ts';

export interface SeedContent {
  readonly films: readonly SeedFilm[];
  readonly reviews: readonly SeedReview[];
}

/** Of the site's content in the database, so that a start without news costs one read. */
const settingName = 'content_sha256';

/**
 * What the site opens with. Processes that start together queue up for it; whoever comes later, or again, finds it
 * there. Reviews wait for Verdict like anybody's; what a moderator removed stays away, known by its hash.
 */
export async function seed(database: PotatoesDatabase, content: SeedContent, now: number): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const isThere = async (db: Pick<Tx, 'selectFrom'>): Promise<boolean> => {
    const row = await db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', settingName)
      .executeTakeFirst();
    return row?.value === hash;
  };
  if (await isThere(database.sql)) return;
  await database.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('rotten potatoes content'))`.execute(tx);
    if (await isThere(tx)) return;
    const filmIds = await upsertFilms(tx, content.films);
    await insertReviews(tx, content.reviews, filmIds, now);
    await tx
      .insertInto('setting')
      .values({ name: settingName, value: hash })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: hash }))
      .execute();
  });
}

async function insertReviews(
  tx: Tx,
  reviews: readonly SeedReview[],
  filmIds: ReadonlyMap<string, number>,
  now: number,
): Promise<void> {
  const rows = reviews.flatMap(({ film, author, daysAgo, text }) => {
    const film_id = filmIds.get(film);
    if (film_id === undefined) return [];
    const written_ms = now - Math.round(daysAgo * dayMs);
    const state = 'waiting' as const;
    return [{ film_id, author, text, text_sha256: hashOfText(text), state, written_ms, due_ms: now }];
  });
  if (rows.length === 0) return;
  await tx
    .insertInto('review')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['film_id', 'text_sha256']).doNothing())
    .execute();
}
