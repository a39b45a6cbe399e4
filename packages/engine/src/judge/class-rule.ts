import type { JudgeInput } from './judge-input.ts';
import type { Reason } from './judgement.ts';
import { count, named } from './wording.ts';

/** What either cannot answer: it counts as wrong in everything else, and here it is said. */
export function classReasons({
  classes,
  labels,
  candidate,
  champion,
  policy,
}: JudgeInput): readonly Reason[] {
  const known = new Set(candidate.knows);
  const lost = champion ? champion.knows.filter((label) => !known.has(label)) : [];
  const gained = champion ? candidate.knows.filter((label) => !champion.knows.includes(label)) : [];
  const neither = labels.reduce((rows, label) => (known.has(classes[label]) ? rows : rows + 1), 0);
  const parts = [
    ...(lost.length > 0 ? [`The candidate cannot answer ${named(lost)}, which the champion can`] : []),
    ...(gained.length > 0 ? [`The candidate can answer ${named(gained)}, which the champion cannot`] : []),
    ...(neither > 0
      ? [
          `${count(neither, 'row has a label', 'rows have labels')} that the candidate does not know; each counts as wrong`,
        ]
      : []),
  ];
  if (parts.length === 0) return [];
  const passed = lost.length === 0 || policy.allowLostClasses;
  return [{ rule: 'classes', passed, message: `${parts.join('. ')}.` }];
}
