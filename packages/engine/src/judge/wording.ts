/** Figures as the reasons have them: 12,345 · 91.20 % · −1.20 · 3.4 MB. */

export function count(rows: number, one: string, many: string): string {
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? one : many}`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Hundredths, with a sign. */
export function points(share: number): string {
  return signed(100 * share, 2);
}

/** A margin in points as short as it can be said. */
export function margin(share: number): string {
  return String(Number((100 * share).toFixed(4)));
}

export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

export function between(
  { low, high, level }: { readonly low: number; readonly high: number; readonly level: number },
  figure: (value: number) => string,
): string {
  return `${Number((100 * level).toFixed(1))} % between ${figure(low)} and ${figure(high)}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: bytes < 1e7 ? 2 : 0 })} MB`;
}

export function milliseconds(ms: number): string {
  return `${Number(ms.toPrecision(2))} ms`;
}

/** Labels come from outside: quoted, and not many. */
export function named(labels: readonly string[]): string {
  const shown = labels.slice(0, 5).map((label) => JSON.stringify(label.slice(0, 60)));
  const more = labels.length > shown.length ? `, and ${labels.length - shown.length} more` : '';
  return `${shown.join(', ')}${more}`;
}
