import type { Corrector, Db, Tx } from '../tables/tables.ts';
import type { Correction } from './decide-correction.ts';

export interface CorrectionOfVisitor extends Correction {
  readonly reviewId: number;
  readonly visitorId: string;
}

export async function upsertCorrection(tx: Tx, correction: CorrectionOfVisitor): Promise<void> {
  const { reviewId: review_id, visitorId: visitor_id, saidBy: said_by, isPositive, atMs: at_ms } = correction;
  const said = { said_by, is_positive: isPositive, at_ms };
  await tx
    .insertInto('correction')
    .values({ review_id, visitor_id, ...said })
    .onConflict((conflict) => conflict.columns(['review_id', 'visitor_id']).doUpdateSet(said))
    .execute();
}

const correctors: readonly Corrector[] = ['moderator', 'author', 'visitor'];

/** The latest of each kind; no other one matters. */
export async function selectCorrections(tx: Tx, reviewId: number): Promise<readonly Correction[]> {
  const rows = await tx
    .selectFrom('correction')
    .distinctOn('said_by')
    .select(['said_by', 'is_positive', 'at_ms'])
    .where('review_id', '=', reviewId)
    .orderBy('said_by')
    .orderBy('at_ms', 'desc')
    .limit(correctors.length)
    .execute();
  return rows.map(({ said_by, is_positive, at_ms }) => ({
    saidBy: said_by,
    isPositive: is_positive,
    atMs: at_ms,
  }));
}

export interface Said {
  readonly review_id: number;
  readonly visitor_id: string;
  readonly is_positive: boolean;
}

/** What these visitors said of these reviews. */
export async function selectSaid(
  db: Db,
  reviewIds: readonly number[],
  visitorIds: readonly string[],
): Promise<readonly Said[]> {
  if (reviewIds.length === 0 || visitorIds.length === 0) return [];
  return db
    .selectFrom('correction')
    .select(['review_id', 'visitor_id', 'is_positive'])
    .where('review_id', 'in', reviewIds)
    .where('visitor_id', 'in', visitorIds)
    .execute();
}
