/** A double as MLflow's JSON has it: what JSON has no number for goes by name. */
export function wireNumber(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  return Number.isFinite(value) ? value : (String(value) as 'NaN' | 'Infinity' | '-Infinity');
}

/** Lists of pairs, as MLflow has parameters and tags. */
export function wirePairs(entries: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(entries).map(([key, value]) => ({ key, value }));
}

/** The last of a key that comes twice. */
export function fromPairs(
  pairs: readonly { readonly key: string; readonly value?: string }[] = [],
): Record<string, string> {
  return Object.fromEntries(pairs.map(({ key, value = '' }) => [key, value]));
}
