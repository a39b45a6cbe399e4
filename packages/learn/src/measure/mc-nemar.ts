import { LearnError } from '../errors.ts';
import { chiSquareTail } from './normal.ts';

/** Whether two classifiers, asked the same rows, err equally often (McNemar 1947). */
export interface McNemar {
  /** Rows that the first had right and the second wrong. */
  readonly b: number;
  /** Rows that the first had wrong and the second right. */
  readonly c: number;
  /** Two-sided chance of a split at least this uneven between equals. */
  readonly p: number;
  readonly method: 'exact' | 'chi-square';
}

/** Below this many discordant pairs chi-square with one degree of freedom is too rough. */
const exactBelow = 25;

export function mcNemar(labels: Int32Array, first: Int32Array, second: Int32Array): McNemar {
  const rows = labels.length;
  if (first.length !== rows || second.length !== rows) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `There are ${rows} labels, ${first.length} and ${second.length} predictions; compare both on the same rows.`,
    );
  }
  let b = 0;
  let c = 0;
  for (let row = 0; row < rows; row++) {
    const firstRight = first[row] === labels[row];
    const secondRight = second[row] === labels[row];
    if (firstRight && !secondRight) b++;
    if (secondRight && !firstRight) c++;
  }
  return mcNemarFromCounts(b, c);
}

/** Exact: twice the binomial tail at a half. Else Edwards' (|b − c| − 1)² / (b + c), without correction at b = c. */
export function mcNemarFromCounts(b: number, c: number): McNemar {
  const discordant = b + c;
  if (discordant < exactBelow) {
    return { b, c, p: Math.min(1, 2 * halfBinomialTail(Math.min(b, c), discordant)), method: 'exact' };
  }
  const gap = Math.max(0, Math.abs(b - c) - 1);
  return { b, c, p: chiSquareTail((gap * gap) / discordant), method: 'chi-square' };
}

/** P(X ≤ k) for X binomial with n trials of a half. */
function halfBinomialTail(k: number, n: number): number {
  let term = 0.5 ** n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= (n - i + 1) / i;
    sum += term;
  }
  return sum;
}
