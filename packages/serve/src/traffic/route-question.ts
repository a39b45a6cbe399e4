import { shareOf } from './share-of.ts';

/** How the questions to one model are shared out. */
export interface Split {
  readonly mode: 'shadow' | 'canary';
  readonly percent: number;
  /** `shareSeed` of the challenger. */
  readonly seed: number;
}

/** Who answers; `both`: the champion, and the challenger for the record alone. */
export type Route = 'champion' | 'challenger' | 'both';

/**
 * By the key, or where there is none by the id of the prediction: a key stays on its side, and as the percentage grows
 * nobody who was with the challenger goes back.
 */
export function routeQuestion(split: Split, key: string | null, id: string): Route {
  if (shareOf(split.seed, key ?? id) * 100 >= split.percent) return 'champion';
  return split.mode === 'canary' ? 'challenger' : 'both';
}
