import { Refusal } from '@verdict/engine';

interface Found {
  readonly id: string;
}

interface Prefixed<Item extends Found> {
  readonly kind: string;
  readonly text: string;
  readonly items: readonly Item[];
  /** The command that lists them. */
  readonly list: string;
}

/** The one whose id begins so; ids are long, and tables show their beginnings. */
export function findByPrefix<Item extends Found>({ kind, text, items, list }: Prefixed<Item>): Item {
  const found = items.filter(({ id }) => id === text || id.startsWith(text.toLowerCase()));
  const exact = found.find(({ id }) => id === text);
  if (exact) return exact;
  if (text !== '' && found.length === 1) return found[0];
  if (text !== '' && found.length > 1) {
    throw new Refusal(`${found.length} ${kind}s begin with ${text}; give more of the id.`);
  }
  throw new Refusal(`There is no ${kind} ${JSON.stringify(text)}; ${list} shows those that there are.`);
}

export const wholeId = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
