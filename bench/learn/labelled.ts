import { readLabelledRows } from '@verdict/files';
import { groupByText } from '@verdict/learn';
import { BenchRefusal } from './refusal.ts';

/** Labelled texts as training wants them. */
export interface Labelled {
  readonly texts: readonly string[];
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  readonly groups: Int32Array;
  readonly positive: number | null;
}

const positiveNames = ['positive', 'spam'];

export async function readLabelled(path: string): Promise<Labelled> {
  const { texts, labels: names } = await readLabelledRows(path);
  if (names === null) throw new BenchRefusal(`${path} has no labels; give a labelled file.`);
  const classes = [...new Set(names)].sort();
  const positive = classes.findIndex((name) => positiveNames.includes(name));
  return {
    texts,
    labels: Int32Array.from(names, (name) => classes.indexOf(name)),
    classes,
    groups: groupByText(texts),
    positive: classes.length === 2 ? Math.max(0, positive) : null,
  };
}

export function rowsWhere(data: Labelled, keep: (row: number) => boolean): Labelled {
  const rows = data.texts.map((_, row) => row).filter(keep);
  return {
    ...data,
    texts: rows.map((row) => data.texts[row]),
    labels: Int32Array.from(rows, (row) => data.labels[row]),
    groups: Int32Array.from(rows, (row) => data.groups[row]),
  };
}
