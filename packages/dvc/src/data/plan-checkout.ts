import type { TreeEntry } from '../objects/tree.ts';

export interface CheckoutPlan {
  readonly write: readonly TreeEntry[];
  readonly remove: readonly TreeEntry[];
  readonly keep: readonly TreeEntry[];
  /** What stands now and will be no more: it must be in the cache, or given up. */
  readonly overwritten: readonly TreeEntry[];
  /** Of those, the paths whose content is in no cache. */
  readonly lost: readonly string[];
}

/** What to do so that the files that stand become the files that are wanted; only below `within`, where it is given. */
export function planCheckout(
  wanted: readonly TreeEntry[],
  standing: readonly TreeEntry[],
  within?: readonly string[],
): CheckoutPlan {
  const now = new Map(standing.map((file) => [file.relpath, file]));
  const then = new Map(wanted.map((file) => [file.relpath, file]));
  const isWithin = (relpath: string) =>
    within === undefined || within.some((place) => relpath === place || relpath.startsWith(`${place}/`));
  const write = wanted.filter(({ relpath, md5 }) => now.get(relpath)?.md5 !== md5);
  const remove = standing.filter(({ relpath }) => !then.has(relpath) && isWithin(relpath));
  const keep = standing.filter(({ relpath, md5 }) => then.get(relpath)?.md5 === md5 || !isWithin(relpath));
  const changed = write.flatMap(({ relpath }) => now.get(relpath) ?? []);
  return { write, remove, keep, overwritten: [...changed, ...remove], lost: [] };
}
