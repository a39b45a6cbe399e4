import { wilsonInterval } from '@verdict/learn';

export interface AccuracyRules {
  readonly minimumAnswers: number;
  readonly accuracyDrop: number | null;
}

/** Answers of one side that somebody has told the truth about. */
export interface LabelledSide {
  readonly labelled: number;
  readonly correct: number;
}

/**
 * Why the trial must stop, by what feedback says; null: it goes on. The challenger is surely worse where even the upper
 * end of the interval of the difference lies below what is allowed (Newcombe 1998, method 10, of Wilson's intervals):
 *   p₁ − p₂ + √((u₁ − p₁)² + (p₂ − l₂)²) < −drop
 * For answers to the same questions, as in the shadow, that is on the safe side. To look again and again finds a false
 * alarm sooner or later, so nothing is decided before both sides have as much feedback as the rules ask for.
 */
export function decideAccuracyAbort(
  { minimumAnswers, accuracyDrop }: AccuracyRules,
  { champion, challenger }: { readonly champion: LabelledSide; readonly challenger: LabelledSide },
): string | null {
  if (accuracyDrop === null || Math.min(champion.labelled, challenger.labelled) < minimumAnswers) return null;
  const theirs = wilsonInterval(challenger.correct, challenger.labelled);
  const ours = wilsonInterval(champion.correct, champion.labelled);
  const difference = theirs.estimate - ours.estimate;
  const upper = difference + Math.hypot(theirs.high - theirs.estimate, ours.estimate - ours.low);
  if (upper >= -accuracyDrop) return null;
  return `By feedback the challenger was right ${sideOf(challenger)} and the champion ${sideOf(champion)}; at most ${points(accuracyDrop)} points less were allowed.`;
}

function sideOf({ correct, labelled }: LabelledSide): string {
  return `${correct} times of ${labelled}`;
}

function points(share: number): number {
  return Number((100 * share).toFixed(2));
}
