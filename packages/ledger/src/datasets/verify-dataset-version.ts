import { rowsHash } from '@verdict/files';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import type { ClassRows, DatasetVersion } from './dataset.ts';
import { frozenRows } from './frozen-rows.ts';
import { getDatasetVersion, readFrozenRows } from './read-datasets.ts';

export interface VerifiedVersion {
  readonly intact: boolean;
  /** As many as could be read. */
  readonly rows: number;
  /** One sentence each; none where it is intact. */
  readonly faults: readonly string[];
}

/** Reads the frozen file again and holds everything that the record says of it against it. */
export async function verifyDatasetVersion(
  ledger: Ledger,
  name: string,
  number: number | 'latest',
  options: { readonly signal?: AbortSignal } = {},
): Promise<VerifiedVersion> {
  const version = await getDatasetVersion(ledger, name, number);
  const hash = rowsHash();
  const classes = new Map<string, number>();
  let rows = 0;
  try {
    for await (const some of frozenRows(await readFrozenRows(ledger, version, options))) {
      for (const { text, label } of some) {
        hash.add(text, label);
        classes.set(label, (classes.get(label) ?? 0) + 1);
        rows++;
      }
    }
  } catch (error) {
    // A file that is damaged or gone is what was asked about; a store that does not answer is not.
    if (error instanceof LedgerError && (error.code === 'BLOB_DAMAGED' || error.code === 'BLOB_UNKNOWN')) {
      return { intact: false, rows, faults: [error.message] };
    }
    throw error;
  }
  const faults = faultsOf(version, { rowsSha256: hash.digest(), rows, classes });
  return { intact: faults.length === 0, rows, faults };
}

export function faultsOf(
  recorded: Pick<DatasetVersion, 'rowsSha256' | 'rows' | 'classes'>,
  found: {
    readonly rowsSha256: string;
    readonly rows: number;
    readonly classes: ReadonlyMap<string, number>;
  },
): readonly string[] {
  const faults: string[] = [];
  if (found.rows !== recorded.rows) {
    faults.push(`The file has ${found.rows} rows, and the record says ${recorded.rows}.`);
  }
  if (found.rowsSha256 !== recorded.rowsSha256) {
    faults.push(`The rows hash to ${found.rowsSha256}, and the record says ${recorded.rowsSha256}.`);
  }
  if (!sameClasses(recorded.classes, found.classes)) {
    faults.push('The rows of the classes are not as many as the record says.');
  }
  return faults;
}

function sameClasses(recorded: readonly ClassRows[], found: ReadonlyMap<string, number>): boolean {
  return recorded.length === found.size && recorded.every(({ label, rows }) => found.get(label) === rows);
}
