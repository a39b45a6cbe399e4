import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { frozenLines, frozenRow } from '@verdict/ledger';
import type { Row } from './merge-labels.ts';

/** As frozen files are written: a quarter of the time of zlib's usual level, for a ninth more bytes. */
const level = 1;

/** The rows of a frozen file that are kept, as they stand, into another. */
export async function keepRows(
  file: Readable,
  path: string,
  { keep, signal }: { readonly keep: (row: Row) => boolean; readonly signal: AbortSignal },
): Promise<void> {
  async function* kept(): AsyncGenerator<string> {
    let number = 0;
    for await (const lines of frozenLines(file)) {
      const some = lines.filter((line) => keep(frozenRow(line, ++number)));
      if (some.length > 0) yield `${some.join('\n')}\n`;
    }
  }
  await pipeline(
    Readable.from(kept(), { objectMode: false }),
    createGzip({ level }),
    createWriteStream(path, { flags: 'wx' }),
    { signal },
  );
}

export async function writeRows(path: string, rows: readonly Row[], signal: AbortSignal): Promise<void> {
  function* lines(): Generator<string> {
    for (const { text, label } of rows) yield `${JSON.stringify({ text, label })}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path, { flags: 'wx' }), { signal });
}
