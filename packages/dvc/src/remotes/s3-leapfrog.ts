import { DvcError } from '../errors.ts';

/** Keys of the remote that come after this one, in the order of their bytes, at most so many; and whether that is all. */
export type Page = (
  after: string,
  most: number,
) => Promise<{ readonly keys: readonly string[]; readonly isEnd: boolean }>;

/** What one listing of S3 gives at most. */
const mostKeys = 1000;

/** Few keys are not worth a page of strangers each. */
const strangersPerKey = 16;

/**
 * Which of the keys (sorted, ASCII) are there. A listing begins right before the next key that is wanted, and every
 * key that it passes is answered: a remote that holds little else is read a thousand keys a request, and of one that
 * holds millions only what lies around the keys, never in more requests than one a key.
 */
export async function leapfrog(wanted: readonly string[], page: Page): Promise<string[]> {
  const found: string[] = [];
  let most = Math.min(mostKeys, Math.max(2, strangersPerKey * wanted.length));
  let after = '';
  for (let at = 0; at < wanted.length; ) {
    if (before(wanted[at]) > after) after = before(wanted[at]);
    const { keys, isEnd } = await page(after, most);
    const last = keys.at(-1) ?? '';
    const there = new Set(keys);
    const began = at;
    for (; at < wanted.length && (isEnd || wanted[at] <= last); at++)
      if (there.has(wanted[at])) found.push(wanted[at]);
    // Where nothing but the key itself was answered, strangers lie thick around it.
    most = at - began <= 1 ? Math.max(1, most >> 2) : Math.min(mostKeys, 2 * most);
    if (!isEnd && last <= after)
      throw new DvcError(
        'REMOTE_REFUSED',
        'The remote does not list its objects in order; use another server.',
      );
    after = last;
  }
  return found;
}

/** Sorts before the key, and after nearly all that sorts before the key: names are hashes. */
function before(key: string): string {
  return key.slice(0, -1);
}
