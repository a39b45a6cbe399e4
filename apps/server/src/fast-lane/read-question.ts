import type { IncomingHttpHeaders } from 'node:http';

/** What most requests for a prediction are: one text, whole, in plain JSON. */
export interface PlainQuestion {
  readonly text: string;
  readonly model: string | undefined;
  readonly key: string | null;
}

/** Bytes of the body that a request announces; −1 where it is one to be read with more care. */
export function plainBodyBytes(headers: IncomingHttpHeaders, most: number): number {
  const type = headers['content-type'];
  if (type !== 'application/json' && type !== 'application/json; charset=utf-8') return -1;
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return -1;
  const bytes = Number(headers['content-length']);
  return bytes > 0 && bytes <= most ? bytes : -1;
}

const longestKey = 200;

/**
 * Null for whatever is not plain: it is not refused here, where it would have to be said a second time what is wrong
 * with it. Only own keys that are known are read, so that `__proto__` is a key too many like any other.
 */
export function readQuestion(body: string, maxTextLength: number): PlainQuestion | null {
  let value: Readonly<Record<string, unknown>>;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  let text: unknown;
  let model: unknown;
  let key: unknown = null;
  for (const name of Object.keys(value)) {
    if (name === 'text') text = value.text;
    else if (name === 'model') model = value.model;
    else if (name === 'key') key = value.key;
    else return null;
  }
  if (typeof text !== 'string' || text.length > maxTextLength || !/\S/.test(text)) return null;
  if (model !== undefined && typeof model !== 'string') return null;
  if (key !== null && (typeof key !== 'string' || key.length > longestKey)) return null;
  return { text, model, key };
}
