import type { ScoreDay } from '../../pages/page-data.ts';

export const dayMs = 86_400_000;
/** Two years: what was before stands in what it has come to. */
export const mostDays = 730;
/** Ten pixels each in a chart of 600; they travel with the page and with every change of it. */
export const mostPoints = 60;

export interface DayCount {
  readonly day: number;
  readonly total: number;
  readonly positive: number;
}

/**
 * Up to and including each day, oldest first, of what each day added, newest first: from today's score backwards, so
 * that days which are not read any more need not be.
 */
export function scoreDays(
  score: { readonly total: number; readonly positive: number },
  newestFirst: readonly DayCount[],
): readonly ScoreDay[] {
  let { total, positive } = score;
  const days: ScoreDay[] = [];
  for (const each of newestFirst) {
    if (each.total > 0) days.push({ dayMs: each.day * dayMs, total, positive });
    total -= each.total;
    positive -= each.positive;
  }
  return days.reverse();
}
