import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A frozen text a line, as JSON. */
export function textLine(text: string): string {
  return `${JSON.stringify(text)}\n`;
}

export interface TextPacker {
  readonly add: (text: string) => void;
  /** Packs what is left. */
  readonly end: () => { readonly rows: number; readonly textsSha256: string };
}

/** A turn of the packer each: large enough to pack well, small enough to be nothing in memory. */
const pieceLength = 512 * 1024;
/** A tenth larger than at zlib's usual level, in a quarter of the time. */
const level = 1;

/** Texts as gzipped lines, in members one after another: a valid gzip file, whose memory does not grow. */
export function textPacker(write: (bytes: Uint8Array) => void): TextPacker {
  const hash = createHash('sha256');
  let rows = 0;
  let piece = '';
  const flush = (): void => {
    if (piece === '') return;
    const bytes = Buffer.from(piece);
    hash.update(bytes);
    write(gzipSync(bytes, { level }));
    piece = '';
  };
  return {
    add: (text) => {
      rows++;
      piece += textLine(text);
      if (piece.length >= pieceLength) flush();
    },
    end: () => {
      flush();
      return { rows, textsSha256: hash.digest('hex') };
    },
  };
}
