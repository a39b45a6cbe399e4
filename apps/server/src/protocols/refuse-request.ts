import { ServerError } from '../errors.ts';

/** What a caller sent, repeated: shortened, and never a line break. */
export function shown(value: unknown): string {
  const text = jsonOf(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // The parser takes nesting of any depth, and the writer does not.
    return 'a value nested too deep to repeat';
  }
}

export function refuse(sentence: string): never {
  throw new ServerError('REQUEST_INVALID', sentence);
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Longer ones are no user's id. */
const longestKey = 200;

/** Whose question it is; null where nothing is said of it. */
export function readKey(value: unknown, place: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value.length <= longestKey) return value;
  return refuse(`The ${place} must be a string of at most ${longestKey} characters.`);
}
