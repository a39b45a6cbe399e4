import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import type { Ledger } from '../ledger.ts';
import { selectParts } from './batches.store.ts';

export interface BatchRowsWanted {
  readonly fromRow: number;
  /** Exclusive. */
  readonly toRow: number;
  readonly signal?: AbortSignal;
}

/** Some parts' rows at a time are listed, so that a batch of any size passes through. */
const partsAhead = 50;

/**
 * The lines of the results from row to row, each as it is kept, as JSON; as many as have been written. They come in
 * pieces of some hundreds, between which others get their turn.
 */
export async function* readBatchRows(
  ledger: Ledger,
  jobId: string,
  { fromRow, toRow, signal }: BatchRowsWanted,
): AsyncGenerator<readonly string[]> {
  let at = fromRow;
  while (at < toRow) {
    const parts = await selectParts(ledger, jobId, { fromRow: at, toRow, most: partsAhead });
    if (parts.length === 0) return;
    for (const part of parts) {
      let row = part.firstRow;
      for await (const lines of linesOf(ledger, part.sha256, signal)) {
        const first = Math.max(0, at - row);
        const last = Math.min(lines.length, toRow - row);
        row += lines.length;
        if (last > first) yield lines.slice(first, last);
        if (row >= toRow) break;
      }
      at = part.firstRow + part.rows;
    }
  }
}

async function* linesOf(
  ledger: Ledger,
  sha256: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly string[]> {
  const packed = await ledger.blobs.get(sha256, { ...(signal && { signal }) });
  const unpacked = createGunzip({ chunkSize: 64 * 1024 });
  packed.once('error', (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  const decoder = new StringDecoder('utf8');
  let open = '';
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      const lines = (open + decoder.write(piece)).split('\n');
      open = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
  } finally {
    packed.destroy();
  }
}
