import type { DatasetDiff } from '@verdict/ledger';

/** Of 2,000 texts of each kind, cut to 200 characters, a difference is some 3 MB; people look at one at a time. */
const mostKept = 4;

/**
 * Two versions never change, and to compare them is to read both: whoever turns a page is given what was found for the
 * page before, and those who ask meanwhile wait for the same answer. A failure is not kept.
 */
export function keepDiffs(
  compare: (name: string, from: number, to: number) => Promise<DatasetDiff>,
): (name: string, from: number, to: number) => Promise<DatasetDiff> {
  const kept = new Map<string, Promise<DatasetDiff>>();
  return (name, from, to) => {
    const key = `${name} ${from} ${to}`;
    const diff = kept.get(key) ?? compare(name, from, to);
    // The one asked for last stands last.
    kept.delete(key);
    kept.set(key, diff);
    diff.catch(() => {
      if (kept.get(key) === diff) kept.delete(key);
    });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return diff;
  };
}
