import { decodeCharset, textOfBytes } from './byte-text.ts';
import { decodeTransfer } from './decode-transfer.ts';
import { type Headers, parseContentType, parseHeaders } from './headers.ts';
import { htmlToText } from './html-to-text.ts';

export interface Mail {
  readonly subject: string | null;
  readonly from: string | null;
  readonly date: string | null;
  /** What a reader would read: plain text, or HTML without its tags. */
  readonly text: string;
  /** Files that travel with it; nobody looks into them. */
  readonly attachments: readonly string[];
}

/** A newsletter has some 100 kB; what is larger is pictures, which are not read. */
export const largestMailBytes = 10 * 2 ** 20;
/** Deeper or more is made to hurt a reader. */
const deepest = 8;
const mostParts = 200;

const telling = ['from', 'subject', 'received', 'message-id', 'return-path', 'mime-version', 'date', 'to'];

/** RFC 5322 and MIME, as far as a reader gets; null: this is no e-mail. Works on any bytes, in time with their number. */
export function readMail(bytes: Uint8Array): Mail | null {
  const whole = textOfBytes(bytes).replace(/^(?:\xef\xbb\xbf)?(?:From [^\n]{1,300}\n)?/, '');
  const { headers, body } = cutEntity(whole);
  if (telling.filter((name) => headers.get(name) !== null).length < 2) return null;
  const found: Found = { texts: [], attachments: [], parts: 0 };
  walk(headers, body, 'text/plain', 0, found);
  return {
    subject: headers.get('subject'),
    from: headers.get('from'),
    date: headers.get('date'),
    text: found.texts.join('\n\n').trim(),
    attachments: found.attachments,
  };
}

/** What the model reads: it learned from whole messages, and a subject says much. */
export function messageOfMail({ subject, text }: Mail): string {
  return [subject ?? '', text].filter((part) => part.trim() !== '').join('\n\n');
}

interface Found {
  readonly texts: string[];
  readonly attachments: string[];
  parts: number;
}

function walk(headers: Headers, body: string, otherwise: string, depth: number, found: Found): void {
  if (++found.parts > mostParts || depth > deepest) return;
  const { type, parameter } = parseContentType(headers.get('content-type'), otherwise);
  const boundary = parameter('boundary');
  if (type.startsWith('multipart/') && boundary !== null && boundary !== '') {
    const inner = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const parts = cutParts(body, boundary).map(cutEntity);
    if (type === 'multipart/alternative') walkBest(parts, depth, found);
    else for (const part of parts) walk(part.headers, part.body, inner, depth + 1, found);
    return;
  }
  const disposition = parseContentType(headers.get('content-disposition'), '');
  const name = disposition.parameter('filename') ?? parameter('name');
  const isAttached = /^\s*attachment/i.test(headers.get('content-disposition') ?? '');
  const decoded = (): string => decodeTransfer(body, headers.get('content-transfer-encoding') ?? '7bit');
  if (type === 'message/rfc822' && !isAttached) {
    const inner = cutEntity(decoded());
    const subject = inner.headers.get('subject');
    if (subject) found.texts.push(subject);
    walk(inner.headers, inner.body, 'text/plain', depth + 1, found);
  } else if (isAttached || !/^text\/(?:plain|html)$/.test(type)) {
    found.attachments.push((name ?? type).slice(0, 200));
  } else {
    const text = decodeCharset(decoded(), parameter('charset')).replaceAll('\0', '');
    found.texts.push(type === 'text/html' ? htmlToText(text) : text.replaceAll('\r\n', '\n').trim());
  }
}

interface Entity {
  readonly headers: Headers;
  readonly body: string;
}

/** One content in several forms: the plain one where it says something, for spammers leave it blank. */
function walkBest(parts: readonly Entity[], depth: number, found: Found): void {
  const forms = parts.map((part): Found => {
    const form: Found = { texts: [], attachments: [], parts: found.parts };
    walk(part.headers, part.body, 'text/plain', depth + 1, form);
    found.parts = form.parts;
    return form;
  });
  const isPlain = (at: number): boolean =>
    parseContentType(parts[at].headers.get('content-type')).type === 'text/plain';
  const says = forms.filter(({ texts }) => texts.join('').trim().length > 0);
  const best = forms.find(({ texts }, at) => isPlain(at) && texts.join('').trim().length > 40) ?? says.at(-1);
  found.texts.push(...(best?.texts ?? []));
  found.attachments.push(...forms.flatMap(({ attachments }) => attachments));
}

function cutEntity(entity: string): Entity {
  const blank = /\r?\n\r?\n/.exec(entity);
  if (/^\r?\n/.test(entity)) return { headers: parseHeaders(''), body: entity.replace(/^\r?\n/, '') };
  if (!blank) return { headers: parseHeaders(entity), body: '' };
  return {
    headers: parseHeaders(entity.slice(0, blank.index)),
    body: entity.slice(blank.index + blank[0].length),
  };
}

/** Between lines that begin with the boundary; what stands before the first and after the last is for old readers. */
function cutParts(body: string, boundary: string): readonly string[] {
  const mark = `--${boundary}`;
  const parts: string[] = [];
  let from = -1;
  let at = 0;
  while (parts.length < mostParts) {
    const found = body.indexOf(mark, at);
    if (found < 0) break;
    at = found + mark.length;
    if (found > 0 && body[found - 1] !== '\n') continue;
    const lineEnd = body.indexOf('\n', at);
    const rest = body.slice(at, lineEnd < 0 ? undefined : Math.min(lineEnd, at + 200));
    if (!/^(?:--)?[ \t]*\r?$/.test(rest)) continue;
    if (from >= 0) parts.push(body.slice(from, found).replace(/\r?\n$/, ''));
    from = lineEnd < 0 || rest.startsWith('--') ? -1 : lineEnd + 1;
    if (rest.startsWith('--')) break;
  }
  // The end was cut off; what came is still read.
  if (from >= 0 && parts.length < mostParts) parts.push(body.slice(from));
  return parts;
}
