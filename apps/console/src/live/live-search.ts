import type { LiveWindow } from '@verdict/api';

export const windows = [
  { id: '15m', name: '15 minutes' },
  { id: '1h', name: 'hour' },
  { id: '1d', name: 'day' },
] as const satisfies readonly { readonly id: LiveWindow; readonly name: string }[];

export interface LiveSearch {
  readonly model?: string;
  readonly window?: LiveWindow;
}

/** Of an address that anybody may have written: what is not known is left out. */
export function liveSearch(raw: Readonly<Record<string, unknown>>): LiveSearch {
  const model = modelOf(raw.model);
  const window = windows.find(({ id }) => id === raw.window)?.id;
  return { ...(model && { model }), ...(window && window !== '15m' && { window }) };
}

/** The router reads `1` as a number. Longer than this is no name. */
export function modelOf(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.length <= 100 && !text.includes('\0') ? text.trim() : '';
}
