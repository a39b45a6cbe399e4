import type { Prediction } from '../../src/wire.ts';

/** What this browser remembers of a check; nobody else does. */
export interface Remembered {
  readonly atMs: number;
  /** The beginning of the message. */
  readonly preview: string;
  readonly prediction: Prediction;
  readonly confidence: number;
  readonly unsure: boolean;
  readonly model: string;
  readonly requestId: string;
}

/** A browser keeps 5 MB for a site; so much is some 20 kB. */
export const mostRemembered = 50;
const previewCharacters = 200;

export function previewOf(text: string): string {
  const line = text
    .slice(0, 4 * previewCharacters)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > previewCharacters || text.length > 4 * previewCharacters
    ? `${line.slice(0, previewCharacters - 1)}…`
    : line;
}

/** Newest first; the oldest goes. */
export function remember(history: readonly Remembered[], one: Remembered): readonly Remembered[] {
  return [one, ...history].slice(0, mostRemembered);
}

/** What was kept may be another version's, or anybody's: what is not as it should be is left out. */
export function parseHistory(kept: string | null): readonly Remembered[] {
  if (kept === null) return [];
  try {
    const values: unknown = JSON.parse(kept);
    return Array.isArray(values) ? values.filter(isRemembered).slice(0, mostRemembered) : [];
  } catch {
    return [];
  }
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null) return false;
  const { atMs, preview, prediction, confidence, unsure, model, requestId } = value as Record<
    string,
    unknown
  >;
  return (
    typeof atMs === 'number' &&
    Math.abs(atMs) < 8.64e15 &&
    typeof preview === 'string' &&
    preview.length <= previewCharacters &&
    (prediction === 'spam' || prediction === 'not_spam') &&
    typeof confidence === 'number' &&
    typeof unsure === 'boolean' &&
    typeof model === 'string' &&
    typeof requestId === 'string'
  );
}
