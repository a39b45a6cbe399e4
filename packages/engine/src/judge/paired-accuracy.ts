import { wilsonInterval } from '@verdict/learn';

/** First share less second share, of the same rows. */
export interface PairedInterval {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** Of `rows`, those that the first alone has right, and those that the second alone has right. */
export interface PairedCounts {
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly rows: number;
}

/**
 * Score interval of the difference Δ of two shares of the same n rows (Tango 1998). With b and c the discordant rows,
 * it holds every Δ with |T(Δ)| ≤ z:
 *
 *   T(Δ) = (b − c − nΔ) / √(n (2q + Δ(1 − Δ)))
 *   q    = (√(B² − 4AC) − B) / 2A,   A = 2n,   B = −b − c + (2n − b + c)Δ,   C = −cΔ(1 − Δ)
 *
 * q is the most likely share of c's rows if the difference is Δ. T(0) is McNemar's statistic, so interval and test agree;
 * and where no row is discordant the interval keeps a width, ±z²/(n + z²), which the usual ±z·se does not: that two
 * models agree on thirty rows says little.
 */
export function pairedInterval({ firstOnly, secondOnly, rows }: PairedCounts, level: number): PairedInterval {
  const z = normalWidth(level);
  return {
    difference: (firstOnly - secondOnly) / rows,
    low: lowEnd(firstOnly, secondOnly, rows, z),
    high: 0 - lowEnd(secondOnly, firstOnly, rows, z),
    level,
  };
}

/** Halvings until the bracket is below what a double of size 1 tells apart. */
const halvings = 60;

function lowEnd(b: number, c: number, n: number, z: number): number {
  // Holds at −1, and from the low end on no longer.
  const isBelow = (delta: number): boolean => {
    const linear = (2 * n - b + c) * delta - b - c;
    const constant = -c * delta * (1 - delta);
    const q = (Math.sqrt(Math.max(0, linear * linear - 8 * n * constant)) - linear) / (4 * n);
    const variance = Math.max(0, 2 * q + delta * (1 - delta));
    return b - c - n * delta >= z * Math.sqrt(n * variance);
  };
  let below = -1;
  let above = (b - c) / n;
  for (let step = 0; step < halvings; step++) {
    const middle = (below + above) / 2;
    if (isBelow(middle)) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

/** z of a two-sided level, out of Wilson's upper bound of none in one trial: z²/(1 + z²). */
export function normalWidth(level: number): number {
  const { high } = wilsonInterval(0, 1, level);
  return Math.sqrt(high / (1 - high));
}
