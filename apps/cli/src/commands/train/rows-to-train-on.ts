import { addFile } from '../../record/add-file.ts';
import type { RecordConnection } from '../../record/connect-record.ts';
import { fetchRows } from '../../record/fetch-rows.ts';
import { dataArgument, datasetName } from '../../record/reference.ts';
import { orNoFile } from '../../record/unknown-name.ts';

export interface RowsAsked {
  /** A file, or `name` or `name@number`. */
  readonly data: string;
  /** What a file is called on record; null for its own name. */
  readonly dataset: string | null;
  readonly text: string | null;
  readonly label: string | null;
}

/** Rows of a version on record, and a file here that holds them. */
export interface RowsToTrainOn {
  readonly dataset: string;
  readonly number: number;
  readonly rowsSha256: string;
  readonly path: string;
  readonly called: string;
  /** Columns of that file. */
  readonly text: string | null;
  readonly label: string | null;
  /** It was not on record before. */
  readonly added: boolean;
}

/** A file becomes a version first, so that whatever is made of it can be traced; the same rows are the version that is there. */
export async function rowsToTrainOn(
  record: RecordConnection,
  { data, dataset, text, label }: RowsAsked,
  folder: string,
  signal: AbortSignal,
): Promise<RowsToTrainOn> {
  const argument = dataArgument(data);
  if (argument.kind === 'record') {
    const { version, path, called } = await orNoFile(
      argument.name,
      'dataset',
      fetchRows(record, argument, folder, signal),
    );
    return { ...placeOf(version), path, called, text: 'text', label: 'label', added: false };
  }
  const { version, added } = await addFile(record.client, {
    path: argument.path,
    dataset: datasetName(dataset, argument.path),
    text,
    label,
    message: null,
    append: false,
  });
  return { ...placeOf(version), path: argument.path, called: argument.path, text, label, added };
}

function placeOf({ dataset, number, rows_sha256 }: { dataset: string; number: number; rows_sha256: string }) {
  return { dataset, number, rowsSha256: rows_sha256 };
}
