import type { Ledger } from '../ledger.ts';
import type { DatasetVersion } from './dataset.ts';
import { type FrozenRow, frozenLines, frozenRow } from './frozen-rows.ts';
import { readFrozenRows } from './read-datasets.ts';

export interface RowsWanted {
  /** Rows count from 1. */
  readonly fromRow: number;
  readonly limit: number;
  readonly label?: string | undefined;
  /** Part of the text, whatever its capitals. */
  readonly search?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface FoundRow extends FrozenRow {
  readonly row: number;
}

export interface FoundRows {
  readonly rows: readonly FoundRow[];
  /** Where to look further; null at the end of the file. */
  readonly nextRow: number | null;
}

/**
 * What one call reads before it says how far it got: some tenths of a second of one core, after which others get their
 * turn and whoever searches sees that it goes on.
 */
export interface LookingLimits {
  readonly rows: number;
  readonly characters: number;
}
const usualLimits: LookingLimits = { rows: 50_000, characters: 32 * 2 ** 20 };

/**
 * The file is gzipped and has no index: rows before `fromRow` are unpacked and passed by, which costs a second for
 * some hundred megabytes of text.
 */
export async function findDatasetRows(
  ledger: Ledger,
  version: Pick<DatasetVersion, 'blobSha256' | 'rows'>,
  { fromRow, limit, label, search = '', signal }: RowsWanted,
  looking: LookingLimits = usualLimits,
): Promise<FoundRows> {
  if (fromRow > version.rows) return { rows: [], nextRow: null };
  const needle = search.toLowerCase();
  const fits = (row: FrozenRow): boolean =>
    (label === undefined || row.label === label) &&
    (needle === '' || row.text.toLowerCase().includes(needle));
  const found: FoundRow[] = [];
  let row = 0;
  let characters = 0;
  for await (const lines of frozenLines(await readFrozenRows(ledger, version, signal ? { signal } : {}))) {
    if (row + lines.length < fromRow) {
      row += lines.length;
      continue;
    }
    for (const line of lines) {
      if (++row < fromRow) continue;
      const exhausted = row - fromRow >= looking.rows || characters >= looking.characters;
      if (found.length === limit || exhausted) return { rows: found, nextRow: row };
      characters += line.length;
      const read = frozenRow(line, row);
      if (fits(read)) found.push({ row, ...read });
    }
  }
  return { rows: found, nextRow: null };
}
