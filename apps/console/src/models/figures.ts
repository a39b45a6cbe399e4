import { durationText, percentText } from '@verdict/ui';

interface Within {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** `91.8–93.0%` */
export function rangeText({ low, high }: Pick<Within, 'low' | 'high'>): string {
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}%`;
}

/** Hundredths with their sign, `−1.2`; the sign is a minus and no hyphen. */
export function pointsText(share: number, digits = 1): string {
  return signedText(share * 100, digits);
}

export function signedText(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  // What rounds to nothing has no sign.
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** In one breath, for those who hear it. */
export function withinText({ estimate, low, high }: Within): string {
  return `${percentText(estimate)}, between ${percentText(low)} and ${percentText(high)}`;
}

/** Two digits that count: a model answers in hundredths of a millisecond, and they are what is compared. */
export function msText(ms: number): string {
  return ms < 10 ? `${Number(ms.toPrecision(2))} ms` : durationText(ms);
}

/** A commit or a hash, as long as people read it. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}

export const onWhich = { test: 'test rows', out_of_fold: 'rows out of fold' } as const;
