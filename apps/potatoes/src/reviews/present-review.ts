import type { ReviewOnPage } from '../../pages/page-data.ts';
import { correctionCounts } from './counts-as.ts';
import type { ReviewRow } from './reviews.store.ts';

/** For whom something is shown. */
export interface Eyes {
  /** Null: a visitor who never wrote anything. */
  readonly visitorId: string | null;
  readonly isModerator: boolean;
}

/**
 * What waits for a moderator is seen by its author; what waits for the machine likewise, unless the site itself
 * opened with it. Moderators see held ones on their own page.
 */
export function isVisible({ state, owner_id }: Pick<ReviewRow, 'state' | 'owner_id'>, eyes: Eyes): boolean {
  if (state === 'shown') return true;
  if (state === 'waiting' && owner_id === null) return true;
  return (state === 'waiting' || state === 'held') && isOwn(owner_id, eyes);
}

export function isOwn(ownerId: string | null, { visitorId }: Eyes): boolean {
  return ownerId !== null && ownerId === visitorId;
}

export function presentReview(row: ReviewRow, eyes: Eyes, viewerSays: boolean | null): ReviewOnPage {
  const { state, corrected_by } = row;
  return {
    id: row.id,
    filmId: row.film_id,
    author: row.author,
    text: row.text,
    state: state === 'shown' || state === 'held' ? state : 'waiting',
    isPositive: row.is_positive,
    confidence: row.confidence,
    isUnsure: row.unsure,
    model: row.model,
    writtenMs: row.written_ms,
    editedMs: row.edited_ms,
    isOwn: isOwn(row.owner_id, eyes),
    correctedTo: row.corrected_to,
    correctionCounts: correctionCounts(corrected_by),
    viewerSays,
    edition: row.edition,
    revision: row.revision,
  };
}
