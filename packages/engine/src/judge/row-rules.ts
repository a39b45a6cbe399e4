import type { JudgeInput } from './judge-input.ts';
import type { Reason } from './judgement.ts';
import { count } from './wording.ts';

/** Whether there are enough rows, and what is known of whether they are new to both. */
export function rowsReasons(input: JudgeInput): readonly Reason[] {
  const rows = input.labels.length;
  const { minRows } = input.policy;
  const enough = rows >= minRows;
  const asked = `${count(rows, 'row was', 'rows were')} asked`;
  return [
    {
      rule: 'rows',
      passed: enough,
      message: enough
        ? `${asked}; ${count(minRows, 'is', 'are')} needed.`
        : `Not enough evidence: ${asked}, and ${count(minRows, 'is', 'are')} needed; judge on more rows.`,
    },
    { rule: 'unseen', passed: true, message: unseenMessage(input) },
  ];
}

function unseenMessage({ candidate, champion, rowsLeftOut }: JudgeInput): string {
  const unknown = [
    ...(candidate.trainingKnown ? [] : ['the candidate']),
    ...(champion && !champion.trainingKnown ? ['the champion'] : []),
  ];
  const left =
    rowsLeftOut === 0
      ? 'No row was left out'
      : `${count(rowsLeftOut, 'row was', 'rows were')} left out, because a contestant was trained on the same text`;
  if (unknown.length === 0) return `${left}.`;
  return `${left}; nobody knows what ${unknown.join(' and ')} was trained on, and rows seen in training flatter.`;
}
