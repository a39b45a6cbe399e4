import { ServerError } from '../../errors.ts';

/** A number from 1 up, or `latest`. */
export function versionNumber(text: string): number | 'latest' {
  if (text === 'latest') return 'latest';
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new ServerError(
    'REQUEST_INVALID',
    `${JSON.stringify(text.slice(0, 60))} is no version; give its number, or latest.`,
  );
}

/** A number, or a word: an alias or `latest`. */
export function versionOrAlias(text: string): number | string {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : text;
}
