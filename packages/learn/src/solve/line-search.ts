/** The objective along one direction, at distance t. */
export interface Slope {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

/** Share of the first slope that may be left. */
const flat = 0.1;
const mostTrials = 60;

/**
 * A step t > 0 with |φ′(t)| ≤ 0.1 |φ′(0)| and φ(t) ≤ φ(0), φ convex: Newton on φ′ from t = 1, kept inside the
 * bracket by bisection and to ten times the last. It judges by slopes, which keep their digits at the optimum where values do not.
 * A trial costs no product with X, so it is worth more care than halving. Null where none is found.
 */
export function searchLine(value0: number, slope0: number, trial: (t: number) => Slope): number | null {
  if (!(slope0 < 0)) return null;
  const highest = value0 + 1e-12 * Math.abs(value0);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let t = 1;
  for (let n = 0; n < mostTrials; n++) {
    const { value, first, second } = trial(t);
    if (Math.abs(first) <= -flat * slope0 && value <= highest) return t;
    if (first < 0) low = t;
    else high = t;
    const newton = t - first / second;
    if (newton > low && newton < high) t = Math.min(newton, 10 * t);
    else t = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * t;
  }
  return null;
}
