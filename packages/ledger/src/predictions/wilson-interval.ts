/** The 97.5th percentile of the normal distribution: the interval holds the true share 95 times of 100. */
const z = 1.959963984540054;

/**
 * Of a share p̂ = k/n: (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n). It stays within 0 and 1, and is honest
 * where n is small or p̂ is at an end, where p̂ ± z·σ is not. E. B. Wilson, JASA 22 (1927).
 */
export function wilsonInterval(correct: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const share = correct / of;
  const middle = share + (z * z) / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return {
    low: correct === 0 ? 0 : (middle - reach) / whole,
    high: correct === of ? 1 : (middle + reach) / whole,
  };
}
