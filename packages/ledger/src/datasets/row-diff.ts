import { hash } from 'node:crypto';

export interface RowCounts {
  readonly added: number;
  readonly removed: number;
  readonly relabelled: number;
  readonly unchanged: number;
}

export type RowChange = 'added' | 'removed' | 'relabelled';

/**
 * Two lists of rows as bags of texts. Of one text, let B be its labels before and A those after, as bags too:
 *   unchanged   |A ∩ B|
 *   relabelled  min(|A \ B|, |B \ A|), rows that kept their text and changed their label
 *   added       what A \ B has beyond that; removed likewise of B \ A
 * In memory are the hashes of the texts whose labels before and after do not balance yet: about 150 bytes a row before
 * the second list is read, and next to nothing after it where the lists are alike.
 */
export interface RowDiff {
  readonly before: (text: string, label: string) => void;
  readonly after: (text: string, label: string) => void;
  readonly counts: () => RowCounts;
  /** Hashes of the first texts of each change, in the order of the rows. */
  readonly examples: (most: number) => Readonly<Record<RowChange, readonly string[]>>;
}

/** Two texts of a data set with the same SHA-256 are one text. */
export function hashOfText(text: string): string {
  return hash('sha256', text, 'binary');
}

export function createRowDiff(): RowDiff {
  const numbers = new Map<string, number>();
  /** Of each text: a label's number and by how many rows it has more after than before, in turn. */
  const open = new Map<string, number[]>();
  let rowsBefore = 0;

  const count = (text: string, label: string, by: 1 | -1): void => {
    let number = numbers.get(label);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(label, number);
    }
    const key = hashOfText(text);
    const nets = open.get(key);
    if (nets === undefined) {
      open.set(key, [number, by]);
      return;
    }
    let at = 0;
    while (at < nets.length && nets[at] !== number) at += 2;
    if (at === nets.length) nets.push(number, by);
    else nets[at + 1] += by;
    if (nets.every((net, index) => index % 2 === 0 || net === 0)) open.delete(key);
  };

  return {
    before: (text, label) => {
      rowsBefore++;
      count(text, label, -1);
    },
    after: (text, label) => count(text, label, 1),
    counts: () => {
      let added = 0;
      let removed = 0;
      let relabelled = 0;
      let lost = 0;
      for (const nets of open.values()) {
        const change = changeOf(nets);
        added += change.added;
        removed += change.removed;
        relabelled += change.relabelled;
        lost += change.removed + change.relabelled;
      }
      return { added, removed, relabelled, unchanged: rowsBefore - lost };
    },
    examples: (most) => {
      const found: Record<RowChange, string[]> = { added: [], removed: [], relabelled: [] };
      for (const [key, nets] of open) {
        const change = changeOf(nets);
        for (const kind of ['added', 'removed', 'relabelled'] as const) {
          if (change[kind] > 0 && found[kind].length < most) found[kind].push(key);
        }
      }
      return found;
    },
  };
}

function changeOf(nets: readonly number[]): Readonly<Record<RowChange, number>> {
  let gained = 0;
  let lost = 0;
  for (let at = 1; at < nets.length; at += 2) {
    if (nets[at] > 0) gained += nets[at];
    else lost -= nets[at];
  }
  const relabelled = Math.min(gained, lost);
  return { added: gained - relabelled, removed: lost - relabelled, relabelled };
}
