import { type Texts, textOf } from '../texts.ts';
import { addRow, emptyTally, type Finding, finding, share } from './finding.ts';
import { groupByText } from './group-by-text.ts';
import { isBlank } from './hash-text.ts';
import { foldLabel, type LabelledTexts, placeOf } from './labelled-texts.ts';

const unset = -1;
const mixed = -2;

/**
 * What equal texts can tell: repeats and contradictions within the training rows, and test rows whose text the
 * model has already seen. Labels are compared folded: their variants are a finding of their own. Blank texts
 * are all alike and are told elsewhere.
 */
export function checkRepeats(train: LabelledTexts, test?: LabelledTexts): readonly Finding[] {
  const groups = groupByText(test ? joined(train.texts, test.texts) : train.texts);
  const labelIds = new Map<string, number>();
  const labelOf = (labels: readonly string[], row: number): number => {
    const folded = foldLabel(labels[row]);
    const id = labelIds.get(folded) ?? labelIds.size;
    labelIds.set(folded, id);
    return id;
  };

  const groupLabel = new Int32Array(groups.length).fill(unset);
  const groupRows = new Int32Array(groups.length);
  for (let row = 0; row < train.labels.length; row++) {
    const group = groups[row];
    const label = labelOf(train.labels, row);
    groupRows[group]++;
    if (groupLabel[group] === unset) groupLabel[group] = label;
    else if (groupLabel[group] !== label) groupLabel[group] = mixed;
  }
  return [
    ...repeatsWithin(train, groups, groupRows, groupLabel),
    ...(test
      ? leaks(test, groups.subarray(train.labels.length), groupLabel, (row) => labelOf(test.labels, row))
      : []),
  ];
}

function repeatsWithin(
  data: LabelledTexts,
  groups: Int32Array,
  groupRows: Int32Array,
  groupLabel: Int32Array,
): readonly Finding[] {
  const { texts } = data;
  const rows = data.labels.length;
  const contradicting = emptyTally();
  const exact = emptyTally();
  const near = emptyTally();
  const seen = new Set<string>();
  const seenGroups = new Set<number>();
  for (let row = 0; row < rows; row++) {
    const group = groups[row];
    if (groupRows[group] < 2) continue;
    const text = textOf(texts, row);
    if (isBlank(text)) continue;
    if (groupLabel[group] === mixed) addRow(contradicting, row);
    else if (seen.has(text)) addRow(exact, row);
    else if (seenGroups.has(group)) addRow(near, row);
    seen.add(text);
    seenGroups.add(group);
  }

  const place = placeOf(data);
  const found: Finding[] = [];
  if (contradicting.count > 0) {
    const what = share(contradicting.count, rows, 'row', 'share', 'share');
    found.push(
      finding(
        'contradicting-labels',
        'train',
        `${what} a text with a row of another label`,
        contradicting,
        place,
      ),
    );
  }
  if (exact.count > 0) {
    const what = share(exact.count, rows, 'row', 'repeats', 'repeat');
    found.push(finding('repeated-text', 'train', `${what} an earlier text and label`, exact, place));
  }
  if (near.count > 0) {
    const what = share(near.count, rows, 'row', 'repeats', 'repeat');
    const but = 'an earlier text but for capitals, white space or invisible characters';
    found.push(finding('near-repeated-text', 'train', `${what} ${but}`, near, place));
  }
  return found;
}

function leaks(
  test: LabelledTexts,
  testGroups: Int32Array,
  groupLabel: Int32Array,
  labelOf: (row: number) => number,
): readonly Finding[] {
  const leaked = emptyTally();
  const contradicting = emptyTally();
  for (let row = 0; row < testGroups.length; row++) {
    const label = groupLabel[testGroups[row]];
    if (label === unset || isBlank(textOf(test.texts, row))) continue;
    addRow(leaked, row);
    if (label !== mixed && label !== labelOf(row)) addRow(contradicting, row);
  }
  const rows = testGroups.length;
  const place = placeOf(test);
  const found: Finding[] = [];
  if (leaked.count > 0) {
    const percent = ((100 * leaked.count) / rows).toFixed(1);
    const what = share(leaked.count, rows, 'test row', 'is', 'are');
    found.push(
      finding('leak-into-test', 'test', `${what} among the training rows, ${percent} %`, leaked, place),
    );
  }
  if (contradicting.count > 0) {
    const what = share(contradicting.count, rows, 'test row', 'is', 'are');
    found.push(
      finding(
        'contradicting-test',
        'test',
        `${what} among the training rows with another label`,
        contradicting,
        place,
      ),
    );
  }
  return found;
}

function joined(first: Texts, second: Texts): Texts {
  const split = first.length;
  return {
    length: split + second.length,
    at: (row) => (row < split ? first.at(row) : second.at(row - split)),
  };
}
