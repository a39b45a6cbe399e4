import type { Ledger } from '../ledger.ts';
import { selectParts } from './batches.store.ts';
import { readBatchRows } from './read-batch-rows.ts';

export interface BatchRowsSought {
  readonly fromRow: number;
  readonly limit: number;
  readonly only?: 'failed' | 'unsure' | undefined;
  readonly label?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface FoundBatchRows {
  /** Each as it is kept, as JSON. */
  readonly lines: readonly string[];
  /** Where to look further; null at the end of what is written. */
  readonly nextRow: number | null;
}

/** Parts count their labels and failures, so a part without one is not opened; each that is has a row to show for it. */
export async function findBatchRows(
  ledger: Ledger,
  jobId: string,
  { fromRow, limit, only, label, signal }: BatchRowsSought,
): Promise<FoundBatchRows> {
  // PostgreSQL has no text with a NUL, so no label has one.
  if (label?.includes('\0')) return { lines: [], nextRow: null };
  const fits = (line: string): boolean => {
    if (only === undefined && label === undefined) return true;
    const row = JSON.parse(line) as { label?: string; unsure?: boolean; error?: unknown };
    if (only === 'failed' && row.error === undefined) return false;
    if (only === 'unsure' && row.unsure !== true) return false;
    return label === undefined || row.label === label;
  };
  const lines: string[] = [];
  let at = fromRow;
  for (;;) {
    const [part] = await selectParts(ledger, jobId, {
      fromRow: at,
      toRow: Number.MAX_SAFE_INTEGER,
      most: 1,
      only,
      label,
    });
    if (!part) return { lines, nextRow: null };
    at = Math.max(at, part.firstRow);
    const toRow = part.firstRow + part.rows;
    for await (const some of readBatchRows(ledger, jobId, {
      fromRow: at,
      toRow,
      ...(signal && { signal }),
    })) {
      for (const line of some) {
        if (lines.length === limit) return { lines, nextRow: at };
        if (fits(line)) lines.push(line);
        at++;
      }
    }
    at = toRow;
  }
}
