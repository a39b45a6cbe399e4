/** These bytes in pieces of one size; each piece is overwritten once the next is asked for, as a reader may. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    const piece = Buffer.from(bytes.subarray(at, at + size));
    yield piece;
    piece.fill(0xee);
  }
}

/** Two pieces, cut at one place. */
export async function* cutAt(bytes: Uint8Array, at: number): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes.subarray(0, at));
  yield Buffer.from(bytes.subarray(at));
}
