import type { ContestantAnswers, JudgeInput } from './judge-input.ts';
import type { Reason, SliceNumbers } from './judgement.ts';
import { pairedInterval } from './paired-accuracy.ts';
import { between, count, margin, percent, points } from './wording.ts';

/**
 * Accuracy of both on each slice. Of many slices one looks bad by chance, so each interval has the level
 * 1 − (1 − confidence) / slices (Bonferroni): that all of them hold at once is as sure as one interval is elsewhere.
 */
export function judgeSlices(
  { labels, candidate, slices, policy }: JudgeInput,
  champion: ContestantAnswers,
): readonly SliceNumbers[] {
  const level = 1 - (1 - policy.confidence) / Math.max(1, slices.length);
  return slices.map(({ kind, name, rows }) => {
    let both = 0;
    let firstOnly = 0;
    let secondOnly = 0;
    for (const row of rows) {
      const first = candidate.predicted[row] === labels[row];
      const second = champion.predicted[row] === labels[row];
      if (first && second) both++;
      else if (first) firstOnly++;
      else if (second) secondOnly++;
    }
    const interval = pairedInterval({ firstOnly, secondOnly, rows: rows.length }, level);
    return {
      kind,
      name,
      rows: rows.length,
      candidate: (both + firstOnly) / rows.length,
      champion: (both + secondOnly) / rows.length,
      ...interval,
      passed: interval.high >= -policy.sliceMargin,
    };
  });
}

/** A sentence for each slice that fails; if none does, one for the slice that came nearest. */
export function sliceReasons(
  slices: readonly SliceNumbers[],
  { champion, policy }: JudgeInput,
): readonly Reason[] {
  if (!champion) return [];
  const [lowest] = [...slices].sort((a, b) => a.high - b.high);
  if (!lowest) {
    const message = `No slice has the ${count(policy.sliceMinRows, 'row', 'rows')} that it takes to judge one.`;
    return [{ rule: 'slice', passed: true, message }];
  }
  const failed = slices.filter(({ passed }) => !passed);
  const most = margin(policy.sliceMargin);
  if (failed.length > 0) {
    return failed.map((slice) => ({
      rule: 'slice',
      passed: false,
      message: `${told(slice)}; a sure loss of more than ${most} is not allowed.`,
    }));
  }
  const message = `None of ${count(slices.length, 'slice', 'slices')} surely loses more than ${most}. ${told(lowest)}, comes nearest to it.`;
  return [{ rule: 'slice', passed: true, message }];
}

const kinds = { label: 'Label', length: 'Texts of', source: 'Source' } as const;

function told(slice: SliceNumbers): string {
  const { kind, name, rows, candidate, champion, difference } = slice;
  const shown = kind === 'length' ? name : JSON.stringify(name.slice(0, 100));
  return `${kinds[kind]} ${shown}, ${percent(candidate)} against ${percent(champion)} on ${count(rows, 'row', 'rows')}: ${points(difference)} points (${between(slice, points)})`;
}
