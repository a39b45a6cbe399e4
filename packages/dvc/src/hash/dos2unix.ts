/** DVC 2 read files in pieces of this size, and decided anew for each whether it is text. */
export const legacyPieceBytes = 2 ** 20;

const sampleBytes = 512;

/** What DVC 2 hashed in place of a piece: of text, each CRLF within the piece as LF. */
export function dos2unix(piece: Uint8Array): Uint8Array {
  if (!isText(piece.subarray(0, sampleBytes))) return piece;
  if (!piece.includes(0x0d)) return piece;
  const out = new Uint8Array(piece.length);
  let length = 0;
  for (let at = 0; at < piece.length; at += 1) {
    if (piece[at] === 0x0d && piece[at + 1] === 0x0a) continue;
    out[length] = piece[at]!;
    length += 1;
  }
  return out.subarray(0, length);
}

/** No NUL, and at most three in ten bytes outside printable ASCII and white space: UTF-8 in Greek is binary. */
function isText(sample: Uint8Array): boolean {
  let others = 0;
  for (const byte of sample) {
    if (byte === 0) return false;
    const known =
      (byte >= 32 && byte < 127) || byte === 8 || byte === 9 || byte === 10 || byte === 12 || byte === 13;
    if (!known) others += 1;
  }
  return sample.length === 0 || others / sample.length <= 0.3;
}
