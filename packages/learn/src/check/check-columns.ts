import { type Texts, textOf } from '../texts.ts';
import { type Finding, finding, number } from './finding.ts';
import { countClasses, type LabelledTexts } from './labelled-texts.ts';

/** Texts are many times longer and more varied than labels; twice the other way round is no accident. */
const swapRatio = 2;
/** Three short texts prove nothing about a file. */
const minRows = 10;

/** Whether the text column holds labels and the label column texts. Lengths are means over all rows. */
export function checkColumns({ texts, labels }: LabelledTexts): readonly Finding[] {
  const rows = labels.length;
  if (rows < minRows) return [];
  const textLength = meanLength(texts);
  const labelLength = meanLength(labels);
  // Length first: it costs nothing, and settles nearly every file.
  if (labelLength <= swapRatio * textLength) return [];
  const classes = countClasses(labels).size;
  const distinctTexts = countDistinct(texts);
  if (classes <= swapRatio * distinctTexts) return [];
  const what =
    `The ${number(rows)} labels hold ${number(Math.round(labelLength))} characters on average and` +
    ` ${number(classes)} are distinct, the texts ${number(Math.round(textLength))} and ${number(distinctTexts)}`;
  return [finding('columns-swapped', 'train', what, { rows: [], count: rows })];
}

function meanLength(texts: Texts): number {
  let sum = 0;
  for (let row = 0; row < texts.length; row++) sum += textOf(texts, row).length;
  return sum / texts.length;
}

function countDistinct(texts: Texts): number {
  const distinct = new Set<string>();
  for (let row = 0; row < texts.length; row++) distinct.add(textOf(texts, row));
  return distinct.size;
}
