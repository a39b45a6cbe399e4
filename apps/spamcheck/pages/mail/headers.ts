import { decodeCharset } from './byte-text.ts';
import { decodeBase64, decodeQuotedPrintable } from './decode-transfer.ts';

export interface Headers {
  /** The first of that name, decoded; null: none. */
  readonly get: (name: string) => string | null;
  readonly count: number;
}

/** Past this nobody writes headers by hand or by program. */
const mostHeaders = 2000;
const longestHeader = 20_000;

export function parseHeaders(block: string): Headers {
  const values = new Map<string, string>();
  let count = 0;
  for (const line of unfolded(block)) {
    const colon = line.indexOf(':');
    const name = colon > 0 ? line.slice(0, colon).trim().toLowerCase() : '';
    if (!/^[!-9;-~]{1,100}$/.test(name)) continue;
    if (++count > mostHeaders) break;
    if (!values.has(name)) values.set(name, line.slice(colon + 1, longestHeader).trim());
  }
  return {
    count,
    get: (name) => {
      const value = values.get(name);
      return value === undefined ? null : decodeWords(value);
    },
  };
}

function unfolded(block: string): readonly string[] {
  const lines: string[] = [];
  let parts: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && parts.length > 0) parts.push(line.trim());
    else {
      if (parts.length > 0) lines.push(parts.join(' '));
      parts = [line];
    }
  }
  if (parts.length > 0) lines.push(parts.join(' '));
  return lines;
}

const word = /=\?([A-Za-z0-9_.:-]{1,40})(?:\*[A-Za-z-]{1,20})?\?([BbQq])\?([^?\s]{0,2000})\?=/g;

/** RFC 2047. White space between two encoded words is no part of the text. */
export function decodeWords(value: string): string {
  const joined = value.replace(/(\?=)[ \t]{1,10}(?==\?)/g, '$1');
  let decoded = '';
  let plainFrom = 0;
  for (const match of joined.matchAll(word)) {
    decoded += decodeCharset(joined.slice(plainFrom, match.index), null);
    const [whole, charset, kind, encoded] = match;
    const bytes =
      kind.toLowerCase() === 'b'
        ? decodeBase64(encoded)
        : decodeQuotedPrintable(encoded.replaceAll('_', ' '));
    decoded += decodeCharset(bytes, charset);
    plainFrom = match.index + whole.length;
  }
  return decoded + decodeCharset(joined.slice(plainFrom), null);
}

export interface Typed {
  /** Lower case, `text/plain`. */
  readonly type: string;
  readonly parameter: (name: string) => string | null;
}

export function parseContentType(value: string | null, otherwise = 'text/plain'): Typed {
  const [type = '', ...parameters] = splitParameters(value ?? '');
  const known = new Map<string, string>();
  for (const each of parameters) {
    const equals = each.indexOf('=');
    if (equals <= 0) continue;
    const given = each.slice(equals + 1).trim();
    const name = each.slice(0, equals).trim().toLowerCase();
    const text = given.startsWith('"') ? given.slice(1, given.endsWith('"') ? -1 : undefined) : given;
    if (!known.has(name)) known.set(name, text.replace(/\\(.)/g, '$1'));
  }
  const isType = /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(type.trim());
  return {
    type: isType ? type.trim().toLowerCase() : otherwise,
    parameter: (name) => known.get(name) ?? null,
  };
}

/** At semicolons outside quotes. */
function splitParameters(value: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\' && quoted) at++;
    else if (value[at] === '"') quoted = !quoted;
    else if (value[at] === ';' && !quoted) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(value.slice(from));
  return parts;
}
