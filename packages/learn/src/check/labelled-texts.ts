import { LearnError } from '../errors.ts';
import type { Texts } from '../texts.ts';

export interface LabelledTexts {
  readonly texts: Texts;
  readonly labels: readonly string[];
  /** Where a row comes from, for people: "reviews.csv line 17". By default its number, counted from one. */
  readonly place?: (row: number) => string;
}

export function placeOf(data: LabelledTexts): (row: number) => string {
  return data.place ?? ((row) => `row ${row + 1}`);
}

export function assertAligned({ texts, labels }: LabelledTexts): void {
  if (texts.length === labels.length) return;
  throw new LearnError(
    'ROWS_MISALIGNED',
    `There are ${texts.length} texts and ${labels.length} labels; give one label a text.`,
  );
}

/** Labels that a person would call the same fold to the same. */
export function foldLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

export interface ClassCount {
  readonly label: string;
  readonly folded: string;
  readonly firstRow: number;
  count: number;
}

/** Labels as they are written, in order of first appearance. */
export function countClasses(labels: readonly string[]): ReadonlyMap<string, ClassCount> {
  const classes = new Map<string, ClassCount>();
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    const known = classes.get(label);
    if (known) known.count++;
    else classes.set(label, { label, folded: foldLabel(label), firstRow: row, count: 1 });
  }
  return classes;
}
