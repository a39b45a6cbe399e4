import { emptyLabels } from './check-labels.ts';
import { addRow, emptyTally, type Finding, finding, number, quote, share } from './finding.ts';
import { countClasses, type LabelledTexts, placeOf } from './labelled-texts.ts';

/** Test rows whose label no model trained on these rows can give. */
export function checkTestLabels(train: LabelledTexts, test: LabelledTexts): readonly Finding[] {
  const known = countClasses(train.labels);
  const knownByFolded = new Map([...known.values()].map((one) => [one.folded, one.label]));
  const unseen = [...countClasses(test.labels).values()].filter(
    (one) => one.folded !== '' && !known.has(one.label),
  );
  const empty = emptyLabels(test, 'test');
  if (unseen.length === 0) return empty;

  const labels = new Set(unseen.map((one) => one.label));
  const found = emptyTally();
  test.labels.forEach((label, row) => {
    if (labels.has(label)) addRow(found, row);
  });
  const named = unseen.slice(0, 3).map((one) => {
    const meant = knownByFolded.get(one.folded);
    const hint = meant === undefined ? '' : `, perhaps ${quote(meant)}`;
    return `${quote(one.label)} ×${number(one.count)}${hint}`;
  });
  const more = unseen.length > 3 ? `; ${unseen.length - 3} more` : '';
  const what = share(found.count, test.labels.length, 'test row', 'has a label', 'have labels');
  return [
    ...empty,
    finding(
      'unseen-test-label',
      'test',
      `${what} without training rows: ${named.join('; ')}${more}`,
      found,
      placeOf(test),
    ),
  ];
}
