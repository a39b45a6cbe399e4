/** The 97.5th percentile of the normal distribution: the interval holds the true share 95 times of 100. */
const z = 1.959963984540054;

/**
 * Of a share p̂ = k/n: (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n). It stays within 0 and 1 and is honest
 * where n is small. E. B. Wilson, JASA 22 (1927).
 */
export function wilsonInterval(positive: number, total: number): readonly [number, number] {
  const share = positive / total;
  const middle = share + (z * z) / (2 * total);
  const reach = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const whole = 1 + (z * z) / total;
  return [positive === 0 ? 0 : (middle - reach) / whole, positive === total ? 1 : (middle + reach) / whole];
}
