import { type Selectable, sql } from 'kysely';
import { dayMs } from '../score/score-days.ts';
import type { Db, ReviewTable, Tx } from '../tables/tables.ts';
import { countsAs } from './counts-as.ts';

export type ReviewRow = Selectable<ReviewTable>;
export interface SeenReview extends ReviewRow {
  /** What the viewer said of it. */
  readonly viewer_says: boolean | null;
}

/** Never undefined: what is not to change is not named. */
export type ReviewChanges = Partial<
  Omit<ReviewRow, 'id' | 'film_id' | 'counts_as' | 'revision' | 'written_ms'>
>;

export interface NewReview {
  readonly filmId: number;
  readonly author: string;
  readonly ownerId: string;
  readonly text: string;
  readonly textSha256: string;
  readonly writtenMs: number;
  /** From when on others than the writer's request may ask Verdict. */
  readonly dueMs: number;
}

export function insertReview(db: Db, review: NewReview): Promise<ReviewRow> {
  return db
    .insertInto('review')
    .values({
      film_id: review.filmId,
      author: review.author,
      owner_id: review.ownerId,
      text: review.text,
      text_sha256: review.textSha256,
      state: 'waiting',
      written_ms: review.writtenMs,
      due_ms: review.dueMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function selectReview(db: Db, id: number): Promise<ReviewRow | undefined> {
  return db.selectFrom('review').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Held until the transaction ends: changes of one review come one after the other. */
export function lockReview(tx: Tx, id: number): Promise<ReviewRow | undefined> {
  return tx.selectFrom('review').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The one way in which a review changes: with the score, its day and the film's revision. `before` is locked. */
export async function changeReview(tx: Tx, before: ReviewRow, changes: ReviewChanges): Promise<ReviewRow> {
  const counts = countsAs({ ...before, ...changes });
  const total = Number(counts !== null) - Number(before.counts_as !== null);
  const positive = Number(counts === true) - Number(before.counts_as === true);
  const { revision } = await tx
    .updateTable('film_score')
    .set({
      total: sql<number>`total + ${total}::integer`,
      positive: sql<number>`positive + ${positive}::integer`,
      revision: sql<number>`revision + 1`,
    })
    .where('film_id', '=', before.film_id)
    .returning('revision')
    .executeTakeFirstOrThrow();
  if (total !== 0 || positive !== 0) {
    const day = Math.floor(before.written_ms / dayMs);
    // An upsert would have its row checked before it is added to the one that is there, and a day less one fails so.
    const { numUpdatedRows } = await tx
      .updateTable('film_day')
      .set({
        total: sql<number>`total + ${total}::integer`,
        positive: sql<number>`positive + ${positive}::integer`,
      })
      .where('film_id', '=', before.film_id)
      .where('day', '=', day)
      .executeTakeFirstOrThrow();
    // Under the lock of the film's score nobody else begins the same day.
    if (numUpdatedRows === 0n) {
      await tx.insertInto('film_day').values({ film_id: before.film_id, day, total, positive }).execute();
    }
  }
  return tx
    .updateTable('review')
    .set({ ...changes, counts_as: counts, revision })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export interface ReviewsWanted {
  readonly filmId: number;
  readonly visitorId: string | null;
  /** The last one that the reader has. */
  readonly after: { readonly writtenMs: number; readonly id: number } | null;
  readonly count: number;
}

/**
 * Newest first. What everybody sees, what the viewer alone sees, and what the site opened with are read each by an
 * index of its own and at most `count` of each, so a page costs the same however many reviews there are.
 */
export async function selectReviews(db: Db, wanted: ReviewsWanted): Promise<SeenReview[]> {
  const { filmId, visitorId, after, count } = wanted;
  const onwards = after
    ? sql`and (written_ms, id) < (${after.writtenMs}::bigint, ${after.id}::bigint)`
    : sql``;
  const newest = sql`order by written_ms desc, id desc limit ${count}`;
  const of = sql`film_id = ${filmId}::integer`;
  const own =
    visitorId === null
      ? sql``
      : sql`union all (select * from review
          where owner_id = ${visitorId}::text and ${of} and state in ('waiting', 'held') ${onwards} ${newest})`;
  const { rows } = await sql<SeenReview>`
    select r.*, c.is_positive as viewer_says
    from (
      (select * from review where ${of} and state = 'shown' ${onwards} ${newest})
      union all
      (select * from review where ${of} and state = 'waiting' and owner_id is null ${onwards} ${newest})
      ${own}
    ) r
    left join correction c on c.review_id = r.id and c.visitor_id = ${visitorId}::text
    ${newest}`.execute(db);
  return rows;
}

export async function selectViewerSays(
  db: Db,
  reviewId: number,
  visitorId: string | null,
): Promise<boolean | null> {
  if (visitorId === null) return null;
  const row = await db
    .selectFrom('correction')
    .select('is_positive')
    .where('review_id', '=', reviewId)
    .where('visitor_id', '=', visitorId)
    .executeTakeFirst();
  return row?.is_positive ?? null;
}

/** As old clients want them. */
export function selectLatestShown(db: Db, filmId: number, count: number): Promise<ReviewRow[]> {
  return db
    .selectFrom('review')
    .selectAll()
    .where('film_id', '=', filmId)
    .where('state', '=', 'shown')
    .orderBy('written_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
}

/** Of all kinds, deleted ones too, in the order in which they changed. */
export function selectChanged(db: Db, filmId: number, after: number, count: number): Promise<ReviewRow[]> {
  return db
    .selectFrom('review')
    .selectAll()
    .where('film_id', '=', filmId)
    .where('revision', '>', after)
    .orderBy('revision')
    .limit(count)
    .execute();
}

/** Takes what Verdict is to be asked next, so that nobody else does before `leaseMs`. */
export async function claimWaiting(
  db: Db,
  now: number,
  leaseMs: number,
  count: number,
): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    update review set due_ms = ${leaseMs}::bigint, attempts = attempts + 1
    where id in (
      select id from review where state = 'waiting' and due_ms <= ${now}::bigint
      order by due_ms limit ${count} for update skip locked
    )
    returning *`.execute(db);
  return rows;
}

export async function postpone(db: Db, review: ReviewRow, dueMs: number): Promise<void> {
  await db
    .updateTable('review')
    .set({ due_ms: dueMs })
    .where('id', '=', review.id)
    .where('edition', '=', review.edition)
    .where('state', '=', 'waiting')
    .execute();
}

/** Oldest first. */
export function selectHeld(db: Db, count: number): Promise<(ReviewRow & { readonly film_name: string })[]> {
  return db
    .selectFrom('review')
    .innerJoin('film', 'film.id', 'review.film_id')
    .selectAll('review')
    .select('film.name as film_name')
    .where('state', '=', 'held')
    .orderBy('written_ms')
    .orderBy('review.id')
    .limit(count)
    .execute();
}

export async function countHeld(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('review')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'held')
    .executeTakeFirstOrThrow();
  return Number(count);
}
