export interface AbortRules {
  readonly minimumAnswers: number;
  readonly failureShare: number | null;
  readonly latencyRatio: number | null;
}

/** What one process has seen of a trial. */
export interface TrialTally {
  /** Questions that the challenger was asked, those that it failed at among them. */
  readonly asked: number;
  readonly failed: number;
  /** At the 95th percentile; null: it has not answered yet. */
  readonly tookMs: number | null;
  readonly champion: { readonly answers: number; readonly tookMs: number | null };
}

/** Nobody notices less, and a ratio of microseconds says nothing. */
const noticedMs = 5;

/** Why the trial must stop, as a sentence for whoever began it; null: it goes on. */
export function decideAbort(rules: AbortRules, tally: TrialTally): string | null {
  const { minimumAnswers, failureShare, latencyRatio } = rules;
  const { asked, failed, tookMs, champion } = tally;
  if (asked < minimumAnswers) return null;
  if (failureShare !== null && failed > failureShare * asked) {
    return `The challenger failed at ${failed} of ${asked} questions; at most ${percent(failureShare)} were allowed.`;
  }
  if (latencyRatio === null || tookMs === null || champion.tookMs === null) return null;
  if (champion.answers < minimumAnswers || tookMs < noticedMs) return null;
  if (tookMs <= latencyRatio * champion.tookMs) return null;
  return `The challenger took ${ms(tookMs)} at the 95th percentile and the champion ${ms(champion.tookMs)}; at most ${latencyRatio} times as long was allowed.`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}

function ms(value: number): string {
  return `${Number(value.toPrecision(2))} ms`;
}
