import type { FrozenRow, TrainingLabel } from '@verdict/ledger';

export type Row = Pick<FrozenRow, 'text' | 'label'>;

export interface LabelToMerge extends Pick<TrainingLabel, 'text' | 'label' | 'atMs' | 'reviewed'> {
  /** As the text will stand in the version; the text itself where nothing of it is replaced. */
  readonly frozenText: string;
}

export interface LabelMerge {
  /** Whether the row stays where it is; false: it comes back behind the others, under its new label. */
  readonly keep: (row: Row) => boolean;
  /** What comes behind the rows, once all of those were seen. */
  readonly rest: () => readonly Row[];
  readonly counts: () => { readonly labels: number; readonly added: number; readonly relabelled: number };
}

interface Said extends Pick<LabelToMerge, 'text' | 'label' | 'atMs' | 'reviewed'> {
  seen: boolean;
}

/**
 * Labels merged into rows by their texts, as they are or as a version before has frozen them. Of a text that was
 * labelled twice a label of the queue counts before what was said from outside, and else the later one; every row that
 * has the text gets it, since one text under two labels teaches nothing.
 */
export function mergeLabels(labels: Iterable<LabelToMerge>): LabelMerge {
  const byText = new Map<string, Said>();
  const all: Said[] = [];
  for (const { frozenText, ...label } of labels) {
    let said = byText.get(frozenText);
    if (said === undefined) {
      said = { ...label, seen: false };
      all.push(said);
      byText.set(frozenText, said);
    } else if (outweighs(label, said)) Object.assign(said, label);
    byText.set(label.text, said);
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
      const added = all.filter(({ seen }) => !seen);
      return [...moved, ...added.map(({ text, label }) => ({ text, label }))];
    },
    counts: () => {
      const added = all.filter(({ seen }) => !seen).length;
      return { labels: all.length, added, relabelled: moved.length };
    },
  };
}

function outweighs(one: Pick<Said, 'reviewed' | 'atMs'>, other: Pick<Said, 'reviewed' | 'atMs'>): boolean {
  return one.reviewed === other.reviewed ? one.atMs >= other.atMs : one.reviewed;
}
