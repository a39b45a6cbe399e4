import { copyToken, createTokenTable, type TokenTable } from '../text/token-table.ts';

/**
 * The n-grams that a feature set knows: level 1 are the tokens, and a gram of level n is a gram of level n − 1
 * and one more token. Grams are numbered over all levels in order, tokens first.
 */
export interface GramTree {
  readonly tokens: TokenTable;
  /** Level 2 and up. */
  readonly levels: readonly GramLevel[];
}

export interface GramLevel {
  /** Number within the level below. */
  readonly prefix: Int32Array;
  /** Number of a token. */
  readonly last: Int32Array;
}

export function gramCount(tree: GramTree): number {
  return tree.levels.reduce((sum, level) => sum + level.prefix.length, tree.tokens.count);
}

export interface CompactTree {
  readonly tree: GramTree;
  /** The gram that each gram of the compact tree was. */
  readonly from: Int32Array;
}

/**
 * The tree with the wanted grams and those that lead to them, in an order that depends on nothing but the
 * tree's content: tokens as they were, then each level by prefix and last token. That order is also what makes
 * the model file small: sorted numbers differ by little.
 */
export function compactTree(tree: GramTree, wanted: Uint8Array): CompactTree {
  const keep = withAncestors(tree, wanted);
  const tokens = createTokenTable(tree.tokens.count);
  const from: number[] = [];
  const tokenNumber = new Int32Array(tree.tokens.count).fill(-1);
  for (let id = 0; id < tree.tokens.count; id++) {
    if (!keep[id]) continue;
    tokenNumber[id] = copyToken(tree.tokens, id, tokens);
    from.push(id);
  }

  const levels: GramLevel[] = [];
  let numberOf = tokenNumber;
  let offset = tree.tokens.count;
  for (const { prefix, last } of tree.levels) {
    const kept: number[] = [];
    for (let gram = 0; gram < prefix.length; gram++) if (keep[offset + gram]) kept.push(gram);
    const byLast = countingSort(Int32Array.from(kept), (gram) => tokenNumber[last[gram]], tokens.count);
    const order = countingSort(byLast, (gram) => numberOf[prefix[gram]], numberOf.length);
    const level = { prefix: new Int32Array(order.length), last: new Int32Array(order.length) };
    const next = new Int32Array(prefix.length).fill(-1);
    for (let i = 0; i < order.length; i++) {
      level.prefix[i] = numberOf[prefix[order[i]]];
      level.last[i] = tokenNumber[last[order[i]]];
      next[order[i]] = i;
      from.push(offset + order[i]);
    }
    levels.push(level);
    numberOf = next;
    offset += prefix.length;
  }
  return { tree: { tokens, levels }, from: Int32Array.from(from) };
}

/** What is wanted, and every prefix and last token on the way to it. */
function withAncestors(tree: GramTree, wanted: Uint8Array): Uint8Array {
  const keep = wanted.slice();
  const offsets = [0, tree.tokens.count];
  for (const level of tree.levels) offsets.push(offsets[offsets.length - 1] + level.prefix.length);
  for (let index = tree.levels.length - 1; index >= 0; index--) {
    const { prefix, last } = tree.levels[index];
    for (let gram = 0; gram < prefix.length; gram++) {
      if (!keep[offsets[index + 1] + gram]) continue;
      keep[offsets[index] + prefix[gram]] = 1;
      keep[last[gram]] = 1;
    }
  }
  return keep;
}

/** Stable, in linear time; keys are 0 … bound − 1. */
function countingSort(items: Int32Array, keyOf: (item: number) => number, bound: number): Int32Array {
  const next = new Int32Array(bound + 1);
  for (const item of items) next[keyOf(item) + 1]++;
  for (let key = 0; key < bound; key++) next[key + 1] += next[key];
  const sorted = new Int32Array(items.length);
  for (const item of items) sorted[next[keyOf(item)]++] = item;
  return sorted;
}
