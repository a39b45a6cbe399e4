/**
 * erfc(x) = 1 − erf(x) for x ≥ 0: the Maclaurin series below 2, above it Laplace's continued fraction, which
 * keeps its relative accuracy far into the tail (Abramowitz and Stegun 7.1.5, 7.1.14). About 1e−13 relative.
 */
export function erfc(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= -(x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = x;
  for (let n = 120; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}

/** The chance that a chi-square variable of one degree of freedom exceeds x. */
export function chiSquareTail(x: number): number {
  return erfc(Math.sqrt(x / 2));
}

/** z with P(|Z| ≤ z) = level for a standard normal Z. Bisection: it is asked for once an interval. */
export function normalWidth(level: number): number {
  let low = 0;
  let high = 40;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (erfc(middle / Math.SQRT2) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
