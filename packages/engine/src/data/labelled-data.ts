import { readLabelledRows } from '@verdict/files';

export interface DataFile {
  readonly path: string;
  readonly text: string | null;
  readonly label: string | null;
}

/** Texts and labels of one file, in its order. */
export interface LabelledData {
  readonly path: string;
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  readonly notes: readonly string[];
  readonly place: (row: number) => string;
}

export async function readLabelledData(
  file: DataFile,
  options: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<LabelledData> {
  const rows = await readLabelledRows(file.path, {
    ...(file.text !== null && { text: file.text }),
    ...(file.label !== null && { label: file.label }),
    signal: options.signal,
    onProgress: (done, total) => options.onProgress(total === 0 ? 0 : done / total),
  });
  const notes = rows.notes.map((note) => note.message);
  return { path: file.path, texts: rows.texts, labels: rows.labels ?? [], notes, place: rows.place };
}
