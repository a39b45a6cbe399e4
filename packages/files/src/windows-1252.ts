/** Bytes 0x80–0x9F; the rest of windows-1252 is latin-1. The five unassigned ones stay control characters. */
const high =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

export function windows1252ToUtf8(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/[\x80-\x9f]/g, (c) => high[c.charCodeAt(0) - 0x80]);
  return Buffer.from(text, 'utf8');
}

/** What a stretch of bytes that is not UTF-8 consists of. */
export interface ByteCensus {
  readonly bytes: number;
  readonly high: number;
  /** High bytes that stand alone, not in a valid UTF-8 sequence. */
  readonly lone: number;
  readonly sequences: number;
  readonly controls: number;
  /** 81, 8D, 8F, 90 and 9D mean nothing in windows-1252. */
  readonly unassigned: number;
}

/**
 * Western text has few accented letters, hardly ever a valid UTF-8 sequence by accident, and no control
 * characters. Cyrillic or East Asian bytes are mostly high, damaged UTF-8 is mostly sequences, and a binary
 * file is full of controls and unassigned bytes.
 */
export function looksLikeWindows1252({
  bytes,
  high,
  lone,
  sequences,
  controls,
  unassigned,
}: ByteCensus): boolean {
  return controls === 0 && sequences < lone && unassigned === 0 && high * 10 <= bytes * 3;
}

export const emptyCensus: ByteCensus = {
  bytes: 0,
  high: 0,
  lone: 0,
  sequences: 0,
  controls: 0,
  unassigned: 0,
};

/** Adds what these bytes hold to what was counted before. */
export function takeCensus(chunk: Uint8Array, before: ByteCensus = emptyCensus): ByteCensus {
  let { high, lone, sequences, controls, unassigned } = before;
  for (let at = 0; at < chunk.length; ) {
    const byte = chunk[at];
    const length = sequenceLength(chunk, at);
    if (byte < 0x80) {
      if ((byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f) controls++;
    } else if (length > 0) {
      high += length;
      sequences++;
    } else {
      high++;
      lone++;
      if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) unassigned++;
    }
    at += Math.max(1, length);
  }
  return { bytes: before.bytes + chunk.length, high, lone, sequences, controls, unassigned };
}

/** Bytes in the valid UTF-8 sequence at this place, 0 where there is none (Unicode 15, table 3-7). */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1];
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const top = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (!(second >= low && second <= top)) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let i = 2; i < length; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return 0;
  return length;
}

/** How many of the bytes at the end begin a sequence that more bytes could still complete. */
export function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      return length > back ? back : 0;
    }
  }
  return 0;
}
