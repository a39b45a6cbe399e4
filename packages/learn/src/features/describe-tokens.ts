import { tokenText } from '../text/token-table.ts';
import { rowsOfTokens } from './rows-of-tokens.ts';
import type { TokenStream } from './token-stream.ts';

/** What the tokens of the training texts are like: the part of a profile that only a tokeniser can tell. */
export interface TokenFacts {
  /** Tokens of each described row. */
  readonly counts: Float64Array;
  /** Share of each described row's tokens that another described row holds too. */
  readonly knownShares: Float64Array;
  /** The most widespread tokens, with the share of rows that hold each. */
  readonly top: readonly { readonly token: string; readonly share: number }[];
}

/** A description of more rows than this says nothing new; it is taken from every n-th. */
const mostRows = 5_000;
const topTokens = 200;

export function describeTokens(stream: TokenStream): TokenFacts {
  const { ids, rowStarts, table } = stream;
  const rows = rowStarts.length - 1;
  const step = Math.max(1, Math.ceil(rows / mostRows));
  const described = Math.ceil(rows / step);
  const rowsWith = rowsOfTokens(stream, step);
  const counts = new Float64Array(described);
  const knownShares = new Float64Array(described);
  for (let i = 0; i < described; i++) {
    const start = rowStarts[i * step];
    const end = rowStarts[i * step + 1];
    let known = 0;
    for (let at = start; at < end; at++) if (ids[at] >= 0 && rowsWith[ids[at]] > 1) known++;
    counts[i] = end - start;
    knownShares[i] = end > start ? known / (end - start) : 1;
  }

  const least = Math.max(1, leastOfTop(rowsWith, described));
  const widespread = Array.from({ length: table.count }, (_, id) => id)
    .filter((id) => rowsWith[id] >= least)
    .sort((a, b) => rowsWith[b] - rowsWith[a] || a - b)
    .slice(0, topTokens);
  const top = widespread.map((id) => ({ token: tokenText(table, id), share: rowsWith[id] / described }));
  return { counts, knownShares, top };
}

/** The fewest rows that one of the top tokens has: what is below it need not be sorted. */
function leastOfTop(rowsWith: Int32Array, most: number): number {
  const tokensWith = new Int32Array(most + 1);
  for (const rows of rowsWith) tokensWith[rows]++;
  let least = most;
  for (let seen = tokensWith[most]; least > 0 && seen < topTokens; seen += tokensWith[least]) least--;
  return least;
}
