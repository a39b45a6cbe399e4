import { PotatoesError } from '../errors.ts';

/** The last review that a page has. */
export interface PageKey {
  readonly writtenMs: number;
  readonly id: number;
}

export function encodePageKey({ writtenMs, id }: PageKey): string {
  return `${writtenMs}-${id}`;
}

export function decodePageKey(text: string | undefined): PageKey | null {
  if (text === undefined || text === '') return null;
  const key = /^(-?\d{1,15})-(\d{1,15})$/.exec(text);
  if (key) return { writtenMs: Number(key[1]), id: Number(key[2]) };
  throw new PotatoesError(
    'REQUEST_INVALID',
    'The value of after is not one that a page before gave; begin without.',
  );
}
