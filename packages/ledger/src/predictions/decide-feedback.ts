/** A row may be this late in the log: a database that was away, a server that was. Afterwards it is not to come. */
export const mayBeOnItsWayMs = 15 * 60_000;
/** Clocks of servers differ; an id from further ahead was made by nobody. */
export const clockSkewMs = 60_000;

export interface FeedbackCase {
  /** The prediction as logged, or null where it is not in the log. */
  readonly logged: { readonly classes: readonly string[] } | null;
  /** What the same person said last of the same prediction. */
  readonly latest: { readonly label: string; readonly comment: string | null } | null;
  readonly label: string;
  readonly comment: string | null;
  readonly predictedMs: number;
  readonly nowMs: number;
  /** What is not in the log yet may come, while it is young. */
  readonly mayCome: boolean;
}

export type FeedbackDecision = 'new' | 'same' | 'prediction unknown' | 'label unknown';

export function decideFeedback(asked: FeedbackCase): FeedbackDecision {
  const { logged, latest, label, comment, predictedMs, nowMs, mayCome } = asked;
  if (latest !== null && latest.label === label && latest.comment === comment) return 'same';
  if (logged !== null) return logged.classes.includes(label) ? 'new' : 'label unknown';
  const ageMs = nowMs - predictedMs;
  return mayCome && ageMs <= mayBeOnItsWayMs && ageMs >= -clockSkewMs ? 'new' : 'prediction unknown';
}
