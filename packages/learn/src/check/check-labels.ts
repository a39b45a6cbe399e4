import { addRow, emptyTally, type Finding, finding, number, quote, type Side, share } from './finding.ts';
import { type ClassCount, countClasses, type LabelledTexts, placeOf } from './labelled-texts.ts';

/** Class names longer than a line of a form field are more likely the text itself. */
const labelLength = 40;
/** More grades than a person can tell apart: percentages, prices, ids. Stars and 0/1 stay well below. */
const numericClasses = 20;
/** Beyond this a plain accuracy hides the smaller class: always saying the larger one is right 95 times in 100. */
const imbalanceRatio = 20;
/** A hundredth of the rows leaves a 20 % holdout of 5,000 rows with ten of the class. */
const rareShare = 0.01;
/** With over 100 classes of equal size each has under 1 %: only a class behind its peers is rare. */
const rareRatio = 3;

/** What labels alone can tell. Linear in the rows. */
export function checkLabels(data: LabelledTexts): readonly Finding[] {
  const classes = [...countClasses(data.labels).values()];
  const named = classes.filter((one) => one.folded !== '');
  return [
    ...emptyLabels(data, 'train'),
    ...variants(data, named),
    ...classCount(data, named),
    ...looks(named),
    ...balance(data, named),
  ];
}

export function emptyLabels(data: LabelledTexts, side: Side): readonly Finding[] {
  const { labels } = data;
  const empty = emptyTally();
  for (let row = 0; row < labels.length; row++) {
    if (!/\S/.test(labels[row])) addRow(empty, row);
  }
  if (empty.count === 0) return [];
  const what = share(
    empty.count,
    labels.length,
    side === 'test' ? 'test label' : 'label',
    'is empty',
    'are empty',
  );
  return [finding('empty-label', side, what, empty, placeOf(data))];
}

function variants(data: LabelledTexts, classes: readonly ClassCount[]): readonly Finding[] {
  const alike = [...Map.groupBy(classes, (one) => one.folded).values()].filter((set) => set.length > 1);
  if (alike.length === 0) return [];
  const minor = new Set<string>();
  for (const set of alike) {
    const main = set.reduce((a, b) => (b.count > a.count ? b : a));
    for (const one of set) if (one !== main) minor.add(one.label);
  }
  const found = emptyTally();
  data.labels.forEach((label, row) => {
    if (minor.has(label)) addRow(found, row);
  });
  const sets = alike
    .slice(0, 3)
    .map((set) => set.map((one) => `${quote(one.label)} ×${number(one.count)}`).join(' and '));
  const more = alike.length > 3 ? `, and ${alike.length - 3} more such sets` : '';
  const what = `Labels differ only in capitals or white space: ${sets.join(', ')}${more}`;
  return [finding('label-variants', 'train', what, found, placeOf(data))];
}

function classCount(data: LabelledTexts, classes: readonly ClassCount[]): readonly Finding[] {
  const rows = data.labels.length;
  if (classes.length === 1) {
    const what = `Every label is ${quote(classes[0].label)}`;
    return [finding('one-class', 'train', what, { rows: [], count: rows })];
  }
  // Two classes on three rows are few rows, not many classes.
  if (classes.length > 2 && classes.length > rows / 2) {
    const examples = classes.slice(0, 3).map((one) => quote(one.label));
    const what = `There are ${number(classes.length)} classes on ${number(rows)} rows (${examples.join(', ')}, …)`;
    return [finding('too-many-classes', 'train', what, { rows: [], count: classes.length })];
  }
  const single = classes.filter((one) => one.count === 1);
  if (single.length === 0) return [];
  const names = single.slice(0, 3).map((one) => quote(one.label));
  const what = `${share(single.length, classes.length, 'class', 'has', 'have')} a single row: ${names.join(', ')}`;
  const found = { rows: single.map((one) => one.firstRow), count: single.length };
  return [finding('rare-class', 'train', what, found, placeOf(data))];
}

function looks(classes: readonly ClassCount[]): readonly Finding[] {
  if (classes.length === 0) return [];
  const byLength = classes.map((one) => one.label).sort((a, b) => a.length - b.length);
  const typical = byLength[byLength.length >> 1];
  const found = { rows: [], count: classes.length };
  if (typical.length > labelLength) {
    const what = `Labels look like texts, ${typical.length} characters long and such as ${quote(typical)}`;
    return [finding('labels-like-text', 'train', what, found)];
  }
  if (classes.length > numericClasses && classes.every((one) => isNumber(one.label))) {
    const what = `All ${number(classes.length)} labels are numbers, such as ${quote(typical)}`;
    return [finding('labels-like-numbers', 'train', what, found)];
  }
  return [];
}

function balance(data: LabelledTexts, classes: readonly ClassCount[]): readonly Finding[] {
  if (classes.length < 2) return [];
  const rows = data.labels.length;
  const smallest = classes.reduce((a, b) => (b.count < a.count ? b : a));
  const largest = classes.reduce((a, b) => (b.count > a.count ? b : a));
  const ratio = largest.count / smallest.count;
  const rare = smallest.count < rareShare * rows && ratio > rareRatio;
  if (ratio <= imbalanceRatio && !rare) return [];
  const what =
    `Of ${number(rows)} rows ${quote(smallest.label)} has ${number(smallest.count)}` +
    ` and ${quote(largest.label)} ${number(largest.count)}`;
  const found = { rows: [smallest.firstRow], count: smallest.count };
  return [finding('imbalance', 'train', what, found)];
}

function isNumber(label: string): boolean {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(label);
}
