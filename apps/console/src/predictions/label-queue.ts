import type { LabelItem, LabelsState } from '@verdict/api';

export interface Decided {
  readonly item: LabelItem;
  /** Null: skipped. */
  readonly label: string | null;
}

/** What is before one, and what was decided on this page. */
export interface LabelQueue {
  readonly items: readonly LabelItem[];
  /** Newest last. */
  readonly decided: readonly Decided[];
  /** Ids of what is decided and not yet on record. */
  readonly sending: readonly string[];
}

export const emptyQueue: LabelQueue = { items: [], decided: [], sending: [] };

/** As many decisions as one may want to go back. */
const mostDecided = 50;

/** What the server gave comes behind what is there; what was decided meanwhile does not come back. */
export function taken(queue: LabelQueue, items: readonly LabelItem[]): LabelQueue {
  const known = new Set([...queue.items, ...queue.decided.map(({ item }) => item)].map(({ id }) => id));
  return { ...queue, items: [...queue.items, ...items.filter(({ id }) => !known.has(id))] };
}

/** The one before one goes, and the next is there at once: nobody waits for the network. */
export function decide(queue: LabelQueue, label: string | null): LabelQueue {
  const [item, ...items] = queue.items;
  if (item === undefined) return queue;
  return {
    items,
    decided: [...queue.decided, { item, label }].slice(-mostDecided),
    sending: [...queue.sending, item.id],
  };
}

export function sent(queue: LabelQueue, id: string): LabelQueue {
  return { ...queue, sending: queue.sending.filter((each) => each !== id) };
}

/** What could not be put on record, or was taken back, is before one again. */
export function returned(queue: LabelQueue, item: LabelItem): LabelQueue {
  return {
    items: [item, ...queue.items.filter(({ id }) => id !== item.id)],
    decided: queue.decided.filter((each) => each.item.id !== item.id),
    sending: queue.sending.filter((id) => id !== item.id),
  };
}

/** What is gone for good, as a text that was deleted meanwhile. */
export function dropped(queue: LabelQueue, id: string): LabelQueue {
  return {
    items: queue.items.filter((item) => item.id !== id),
    decided: queue.decided.filter(({ item }) => item.id !== id),
    sending: queue.sending.filter((each) => each !== id),
  };
}

/** What waits, as it was counted, less what was decided since. */
export function stateAfter(state: LabelsState, decided: readonly Decided[]): LabelsState {
  const waiting = { ...state.waiting };
  let mine = state.mine_today;
  for (const { item, label } of decided) {
    // Where counting stopped there are more than that.
    if (waiting[item.why] < state.most_counted) waiting[item.why] = Math.max(0, waiting[item.why] - 1);
    if (label !== null) mine++;
  }
  return { ...state, waiting, mine_today: mine };
}
