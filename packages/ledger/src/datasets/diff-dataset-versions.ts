import type { Ledger } from '../ledger.ts';
import type { DatasetVersion } from './dataset.ts';
import { type FrozenRow, frozenRows } from './frozen-rows.ts';
import { getDatasetVersion, readFrozenRows } from './read-datasets.ts';
import { createRowDiff, hashOfText, type RowChange } from './row-diff.ts';

export interface DiffRow {
  /** Cut to 200 characters. */
  readonly text: string;
  /** Labels that the text has, at most 20. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface DatasetDiff {
  readonly from: number;
  readonly to: number;
  readonly added: number;
  readonly removed: number;
  readonly relabelled: number;
  readonly unchanged: number;
  readonly examples: Readonly<Record<RowChange, readonly DiffRow[]>>;
}

/** A page of examples, in a reply of bounded size. */
const usualExamples = 20;
const longestText = 200;
const mostLabels = 20;

/** Reads both files, and where they differ once more for the examples, whose texts it did not keep. */
export async function diffDatasetVersions(
  ledger: Ledger,
  name: string,
  from: number | 'latest',
  to: number | 'latest',
  {
    examples: most = usualExamples,
    ...options
  }: { readonly signal?: AbortSignal /** Of each kind. */; readonly examples?: number } = {},
): Promise<DatasetDiff> {
  const [before, after] = [
    await getDatasetVersion(ledger, name, from),
    await getDatasetVersion(ledger, name, to),
  ];
  const numbers = { from: before.number, to: after.number };
  if (before.number === after.number) {
    const examples = { added: [], removed: [], relabelled: [] };
    return { ...numbers, added: 0, removed: 0, relabelled: 0, unchanged: before.rows, examples };
  }
  const each = async (version: DatasetVersion, see: (row: FrozenRow) => void): Promise<void> => {
    for await (const rows of frozenRows(await readFrozenRows(ledger, version, options))) rows.forEach(see);
  };

  const diff = createRowDiff();
  await each(before, ({ text, label }) => diff.before(text, label));
  await each(after, ({ text, label }) => diff.after(text, label));
  const chosen = diff.examples(most);

  const shown = new Map<string, { text: string; before: string[]; after: string[] }>();
  for (const key of Object.values(chosen).flat()) shown.set(key, { text: '', before: [], after: [] });
  if (shown.size > 0) {
    for (const [version, side] of [
      [before, 'before'],
      [after, 'after'],
    ] as const) {
      await each(version, ({ text, label }) => {
        const row = shown.get(hashOfText(text));
        if (!row) return;
        row.text = cut(text);
        if (row[side].length < mostLabels) row[side].push(label);
      });
    }
  }
  const rowsOf = (kind: RowChange): DiffRow[] => chosen[kind].flatMap((key) => shown.get(key) ?? []);
  return {
    ...numbers,
    ...diff.counts(),
    examples: { added: rowsOf('added'), removed: rowsOf('removed'), relabelled: rowsOf('relabelled') },
  };
}

/** Half of a surrogate pair at the cut would be no text. */
function cut(text: string): string {
  if (text.length <= longestText) return text;
  const half = /[\ud800-\udbff]/.test(text[longestText - 2]);
  return `${text.slice(0, longestText - (half ? 2 : 1))}…`;
}
