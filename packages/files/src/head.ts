/** The beginning of a stream, looked at before anyone decides how to read it. */
export interface Head {
  readonly bytes: Buffer;
  /** The stream holds no more than `bytes`. */
  readonly ended: boolean;
  /** The whole stream again, `bytes` first. */
  readonly all: AsyncIterable<Buffer>;
}

/** Chunks of a source may be overwritten by its next read, so what is kept here is copied. */
export async function takeHead(
  chunks: AsyncIterable<Buffer>,
  enough: (bytes: Buffer) => boolean,
): Promise<Head> {
  const iterator = chunks[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);
  let bytes = buffer;
  let ended = false;
  while (!enough(bytes)) {
    const next = await iterator.next();
    if (next.done) {
      ended = true;
      break;
    }
    const filled = bytes.length + next.value.length;
    if (filled > buffer.length) {
      buffer = Buffer.allocUnsafeSlow(Math.max(2 * buffer.length, filled));
      bytes.copy(buffer);
    }
    buffer.set(next.value, bytes.length);
    bytes = buffer.subarray(0, filled);
  }

  async function* all(): AsyncGenerator<Buffer> {
    if (bytes.length > 0) yield bytes;
    while (!ended) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { bytes, ended, all: all() };
}
