import { isAscii, isUtf8 } from 'node:buffer';
import type { FilePlace, FilesError, FilesErrorCode } from './errors.ts';
import {
  emptyCensus,
  looksLikeWindows1252,
  sequenceLength,
  takeCensus,
  unfinishedTail,
  windows1252ToUtf8,
} from './windows-1252.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A refusal that knows its byte; the line is found only when it is needed. */
export type RefuseByte = (
  code: FilesErrorCode,
  byte: number,
  say: (place: string) => string,
) => Promise<FilesError>;

export interface DecodeContext {
  readonly refuse: RefuseByte;
  /** Called whenever the encoding becomes known, at latest with the byte that shows it. */
  readonly onEncoding: (encoding: Encoding) => void;
}

const saveAsUtf8 = 'save the file as UTF-8';
const nothing: Buffer = Buffer.alloc(0);

/**
 * Any understood encoding in, valid UTF-8 without byte order mark and without NUL out.
 *
 * The first bytes beyond ASCII decide between UTF-8 and windows-1252: up to there both read the same, so
 * rows may already have been handed on. A file that showed valid UTF-8 and then breaks it is damaged.
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  context: DecodeContext,
): AsyncGenerator<Buffer> {
  const { refuse, onEncoding } = context;
  let encoding: Encoding | null = null;
  let sawSequence = false;
  let census = emptyCensus;
  let offset = 0;
  let carry: Buffer = nothing;
  let utf16: TextDecoder | null = null;

  async function decode(bytes: Buffer, last: boolean): Promise<Buffer> {
    if (encoding === null) {
      if (bytes.length < 3 && !last) {
        carry = Buffer.from(bytes);
        return nothing;
      }
      encoding = markedEncoding(bytes);
      onEncoding(encoding);
      if (encoding === 'utf-8' && startsWithUtf8Mark(bytes)) {
        bytes = bytes.subarray(3);
        offset += 3;
      } else if (encoding !== 'utf-8') utf16 = new TextDecoder(encoding, { fatal: true });
    }
    if (utf16) return decodeUtf16(utf16, bytes, last);

    const tail = last || encoding === 'windows-1252' ? 0 : unfinishedTail(bytes);
    const body = tail > 0 ? bytes.subarray(0, bytes.length - tail) : bytes;
    const nul = body.indexOf(0);
    if (nul >= 0) throw await refuseNul(offset + nul);
    let out = body;
    if (isAscii(body)) census = { ...census, bytes: census.bytes + body.length };
    else if (encoding === 'utf-8' && isUtf8(body)) sawSequence = true;
    else {
      census = takeCensus(body, census);
      if (sawSequence || !looksLikeWindows1252(census)) throw await refuseBytes(body);
      if (encoding === 'utf-8') {
        encoding = 'windows-1252';
        onEncoding(encoding);
      }
      out = windows1252ToUtf8(body);
    }
    carry = Buffer.from(bytes.subarray(bytes.length - tail));
    offset += body.length;
    return out;
  }

  async function decodeUtf16(decoder: TextDecoder, bytes: Buffer, last: boolean): Promise<Buffer> {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: !last });
    } catch {
      throw await refuse('ENCODING', offset, (place) => `${place} is not valid UTF-16; ${saveAsUtf8}.`);
    }
    if (text.includes('\0')) throw await refuseNul(offset + 2 * text.indexOf('\0'));
    offset += bytes.length;
    return Buffer.from(text, 'utf8');
  }

  function refuseNul(byte: number): Promise<FilesError> {
    return refuse(
      'NUL_BYTE',
      byte,
      (place) => `${place} is a NUL, which text never holds; give a text file in UTF-8, or take the NUL out.`,
    );
  }

  function refuseBytes(body: Buffer): Promise<FilesError> {
    const bad = offset + firstBadByte(body);
    return refuse(
      'ENCODING',
      bad,
      (place) => `${place} is not UTF-8 and does not read as Western (windows-1252) text; ${saveAsUtf8}.`,
    );
  }

  for await (const chunk of chunks) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    carry = nothing;
    const out = await decode(bytes, false);
    if (out.length > 0) yield out;
  }
  if (carry.length > 0 || utf16) {
    const out = await decode(carry, true);
    if (out.length > 0) yield out;
  }
}

/** "Byte 17 (line 3) of reviews.csv" */
export function describeByte(path: string, place: FilePlace): string {
  return `Byte ${place.byte}${place.line === undefined ? '' : ` (line ${place.line})`} of ${path}`;
}

function markedEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function startsWithUtf8Mark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return 0;
}
