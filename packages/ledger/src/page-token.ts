import { createHash } from 'node:crypto';
import { LedgerError } from './errors.ts';

/** What the last row of a page is found again by; NaN is not among them, infinities are. */
export type KeyPart = string | number | null;
export type KeyShape = readonly ('integer' | 'string' | 'integer?' | 'double?' | 'string?')[];

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly nextPageToken: string | null;
}

export interface PageOptions {
  /** At most this many; without it `pageLimits.usual`. */
  readonly limit?: number;
  readonly pageToken?: string | null;
}

/** A page is held in memory whole, here and by the reader. */
export const pageLimits = { usual: 100, most: 1000 } as const;

/**
 * `query` is whatever says which rows are listed in which order, as a value that is JSON. A token works for that
 * query alone: with another it would begin somewhere that means nothing.
 */
export function encodePageToken(query: unknown, key: readonly KeyPart[]): string {
  return Buffer.from(JSON.stringify([checkOf(query), ...key.map(asJson)])).toString('base64url');
}

/** The key of the last row that the reader has, or null where it has none yet. */
export function decodePageToken(
  query: unknown,
  token: string | null | undefined,
  shape: KeyShape,
): readonly KeyPart[] | null {
  if (token === null || token === undefined || token === '') return null;
  const parts = parsed(token);
  if (!parts || typeof parts[0] !== 'string') throw refused('is damaged');
  if (parts[0] !== checkOf(query)) throw refused('belongs to another query');
  const key = parts.slice(1).map(fromJson);
  if (key.length !== shape.length || !key.every((part, at) => fits(part, shape[at]))) {
    throw refused('is damaged');
  }
  return key;
}

export function pageLimit(limit: number | undefined, most: number = pageLimits.most): number {
  const wanted = limit ?? Math.min(pageLimits.usual, most);
  if (Number.isSafeInteger(wanted) && wanted >= 1 && wanted <= most) return wanted;
  throw new LedgerError('LIMIT_EXCEEDED', `A page has 1 to ${most} items, not ${wanted}.`);
}

/** Of `rows`, asked for with one more than `limit`: the page, and the token where there is that one more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, token }: { readonly item: (row: Row) => Item; readonly token: (last: Row) => string },
): Page<Item> {
  const page = rows.slice(0, limit);
  return {
    items: page.map(item),
    nextPageToken: rows.length > limit ? token(page[page.length - 1]) : null,
  };
}

function checkOf(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16);
}

function asJson(part: KeyPart): unknown {
  if (typeof part !== 'number' || Number.isFinite(part)) return part;
  return { n: part > 0 ? 1 : -1 };
}

function fromJson(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  const { n } = part as { readonly n?: unknown };
  return n === 1 ? Number.POSITIVE_INFINITY : n === -1 ? Number.NEGATIVE_INFINITY : undefined;
}

function fits(part: unknown, shape: KeyShape[number]): part is KeyPart {
  switch (shape) {
    case 'integer':
    case 'integer?':
      if (part === null) return shape === 'integer?';
      // Another one would be out of PostgreSQL's range, or not the number that was meant.
      return Number.isSafeInteger(part);
    case 'double?':
      return part === null || typeof part === 'number';
    case 'string':
    case 'string?':
      if (part === null) return shape === 'string?';
      // PostgreSQL would refuse a NUL, and no key that we gave out has one.
      return typeof part === 'string' && !part.includes('\0');
  }
}

function parsed(token: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function refused(why: string): LedgerError {
  return new LedgerError(
    'PAGE_TOKEN_INVALID',
    `The page token ${why}; take the one that the page before gave, with the same query, or begin without one.`,
  );
}
