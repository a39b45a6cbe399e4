import { openBytes, type ReadControl } from './open-bytes.ts';

/**
 * The line a byte stands on, by reading the file once more: refusals are rare, and counting lines for them
 * on the way would cost every reader. Null for a pipe.
 */
export async function lineOfByte(path: string, byte: number, control: ReadControl): Promise<number | null> {
  const opened = await openBytes(path, { signal: control.signal });
  try {
    if (!opened.regular) return null;
    let line = 1;
    let left = byte;
    let afterCr = false;
    for await (const chunk of opened.chunks) {
      const stop = Math.min(left, chunk.length);
      for (let at = 0; at < stop; at++) {
        const lf = chunk[at] === 10;
        if (afterCr && !lf) line++;
        if (lf) line++;
        afterCr = chunk[at] === 13;
      }
      left -= stop;
      if (left === 0) break;
    }
    return line;
  } finally {
    await opened.close();
  }
}
