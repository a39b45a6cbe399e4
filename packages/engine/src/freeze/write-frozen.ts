import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { writeFileAtomically } from '@verdict/files';
import type { CollectedRows } from './collect-rows.ts';

/** Film reviews come out a ninth larger than at zlib's usual level, in a quarter of the time. */
const level = 1;
/** Lines are gathered to pieces of about this many UTF-16 units: one turn of the packer each. */
const pieceLength = 256 * 1024;

/** One row a line, gzipped. The same rows make the same bytes, as long as the zlib inside Node stays the same. */
export async function writeFrozen(
  path: string,
  { texts, labels, sourceOf }: CollectedRows,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<number> {
  function* lines(): Generator<string> {
    let piece = '';
    for (let row = 0; row < texts.length; row++) {
      piece += `${JSON.stringify({ text: texts[row], label: labels[row], source: sourceOf(row) })}\n`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
      onProgress((row + 1) / texts.length);
    }
    if (piece !== '') yield piece;
  }
  const packed = Readable.from(lines(), { objectMode: false }).pipe(
    createGzip({ level, chunkSize: pieceLength }),
  );
  await writeFileAtomically(path, packed as AsyncIterable<Uint8Array>, { signal });
  return (await stat(path)).size;
}
