import { textOf } from '../texts.ts';
import { addRow, emptyTally, type Finding, finding, quote } from './finding.ts';
import { countClasses, type LabelledTexts, placeOf } from './labelled-texts.ts';

/** "almost every": a label that is part of a form or template is missing only where the form was cut. */
const ownShare = 0.9;
/** "never": a stray mention in one text of a hundred is chance. */
const otherShare = 0.01;
/** Below ten rows, nine of ten is luck. */
const minRows = 10;
/** Looking at so few texts of a class first costs nothing, and clears nearly all. */
const sampled = 40;
/** Past this many classes labels are ids, and each would cost a sample. */
const maxClasses = 100;

/**
 * Finds labels that stand in the texts themselves ("Category: Sports. The match …"), by presence of the label
 * as a word, capitals aside. Only a class whose sample shows it is searched for in all rows.
 */
export function checkLabelInText(data: LabelledTexts): readonly Finding[] {
  const { texts, labels } = data;
  const classes = countClasses(labels);
  if (classes.size > maxClasses || classes.size < 2) return [];
  const found: Finding[] = [];
  for (const { label, folded, count } of classes.values()) {
    if (count < minRows || folded === '') continue;
    const word = wordPattern(folded);
    const holds = (row: number) => word.test(textOf(texts, row));
    if (!sampleHolds(labels, label, count, holds)) continue;

    const own = emptyTally();
    let others = 0;
    for (let row = 0; row < labels.length; row++) {
      if (!holds(row)) continue;
      if (labels[row] === label) addRow(own, row);
      else others++;
    }
    if (own.count < ownShare * count || others > otherShare * (labels.length - count)) continue;
    const percent = Math.floor((100 * own.count) / count);
    const what = `${percent} % of the texts labelled ${quote(label)} hold that label as a word, and at most 1 % of the others do`;
    found.push(finding('label-in-text', 'train', what, own, placeOf(data)));
  }
  return found;
}

function sampleHolds(
  labels: readonly string[],
  label: string,
  count: number,
  holds: (row: number) => boolean,
): boolean {
  const size = Math.min(count, sampled);
  const allowed = size - Math.ceil(ownShare * size);
  const step = count / size;
  let missed = 0;
  let seen = 0;
  let taken = 0;
  for (let row = 0; row < labels.length && taken < size; row++) {
    if (labels[row] !== label) continue;
    if (seen++ < Math.floor(taken * step)) continue;
    taken++;
    if (!holds(row) && ++missed > allowed) return false;
  }
  return true;
}

function wordPattern(label: string): RegExp {
  const literal = label.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(' ', '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu');
}
