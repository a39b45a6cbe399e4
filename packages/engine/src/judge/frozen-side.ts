import { groupByText } from '@verdict/learn';
import { classNames } from '../data/class-names.ts';
import { holdOut } from '../data/divide-rows.ts';
import { readFrozen } from '../freeze/read-frozen.ts';
import { Refusal } from '../refusal.ts';
import type { RowsOf } from './judge-task.ts';

export interface FrozenRows {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  /** Null of a row that does not say. */
  readonly sources: readonly (string | null)[];
}

/** Reads each file once, whichever sides of it are asked for. */
export function frozenReader(signal: AbortSignal): (rows: RowsOf) => Promise<FrozenRows> {
  const files = new Map<string, Promise<FrozenRows>>();
  return async ({ path, part }) => {
    let file = files.get(path);
    if (!file) {
      file = readRows(path, signal);
      files.set(path, file);
    }
    return part === 'all' ? file : sideOf(await file, path, part);
  };
}

async function readRows(path: string, signal: AbortSignal): Promise<FrozenRows> {
  const texts: string[] = [];
  const labels: string[] = [];
  const sources: (string | null)[] = [];
  const known = new Map<string, string>();
  // Labels and sources repeat: as one string each they cost a reference a row.
  const shared = (name: string): string => {
    const found = known.get(name);
    if (found === undefined) known.set(name, name);
    return found ?? name;
  };
  await readFrozen(path, signal, ({ text, label, source }) => {
    texts.push(text);
    labels.push(shared(label));
    sources.push(source === '' ? null : shared(source));
  });
  return { texts, labels, sources };
}

/** The very rows that a training with this holdout and seed trained on, or held out. */
export function sideOf(
  rows: FrozenRows,
  path: string,
  { side, holdout, seed }: Exclude<RowsOf['part'], 'all'>,
): FrozenRows {
  if (holdout === 0) {
    if (side === 'training') return rows;
    throw new Refusal(`The training on ${path} held no rows out; judge on rows that neither model has seen.`);
  }
  const classes = classNames(rows.labels);
  const numbers = new Map(classes.map((name, index) => [name, index]));
  const sides = holdOut({
    labels: Int32Array.from(rows.labels, (label) => numbers.get(label) ?? 0),
    groups: groupByText(rows.texts),
    classes,
    holdout,
    seed,
  });
  return pick(rows, side === 'training' ? sides.train : sides.test);
}

export function pick({ texts, labels, sources }: FrozenRows, of: Int32Array): FrozenRows {
  return {
    texts: Array.from(of, (row) => texts[row]),
    labels: Array.from(of, (row) => labels[row]),
    sources: Array.from(of, (row) => sources[row]),
  };
}
