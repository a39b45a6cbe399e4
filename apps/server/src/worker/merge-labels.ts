import type { TrainingLabel } from '@verdict/ledger';

export interface Row {
  readonly text: string;
  readonly label: string;
}

export interface LabelMerge {
  /** Whether the row stays where it is; false: it comes back behind the others, under its new label. */
  readonly keep: (row: Row) => boolean;
  /** What comes behind the rows, once all of those were seen. */
  readonly rest: () => readonly Row[];
  readonly counts: () => { readonly labels: number; readonly added: number; readonly relabelled: number };
}

/**
 * Labels merged into rows by their texts. Of a text that was labelled twice the later label counts; every row that has
 * the text gets it, since one text under two labels teaches nothing.
 */
export function mergeLabels(labels: Iterable<TrainingLabel>): LabelMerge {
  const byText = new Map<string, { label: string; atMs: number; seen: boolean }>();
  for (const { text, label, atMs } of labels) {
    const known = byText.get(text);
    if (known === undefined || atMs >= known.atMs) byText.set(text, { label, atMs, seen: false });
  }
  const moved: Row[] = [];
  return {
    keep: ({ text, label }) => {
      const said = byText.get(text);
      if (said === undefined) return true;
      said.seen = true;
      if (said.label === label) return true;
      moved.push({ text, label: said.label });
      return false;
    },
    rest: () => {
      const added = [...byText].filter(([, { seen }]) => !seen);
      return [...moved, ...added.map(([text, { label }]) => ({ text, label }))];
    },
    counts: () => {
      const added = [...byText.values()].filter(({ seen }) => !seen).length;
      return { labels: byText.size, added, relabelled: moved.length };
    },
  };
}
