/** Every way in which a file can be refused, one code each. */
export const filesErrorCodes = [
  'FILE_NOT_FOUND',
  'IS_DIRECTORY',
  'FILE_EMPTY',
  'NOT_READABLE',
  'FORMAT_UNKNOWN',
  'ENCODING',
  'NUL_BYTE',
  'QUOTE_UNCLOSED',
  'QUOTE_MISPLACED',
  'RAGGED_ROW',
  'CELL_TOO_LARGE',
  'COLUMN_MISSING',
  'COLUMN_AMBIGUOUS',
  'NO_ROWS',
  'LABEL_MISSING',
  'JSON_INVALID',
  'PARQUET_INVALID',
  'GZIP_DAMAGED',
  'GZIP_TOO_DENSE',
  'FOLDER_MISSING',
  'NOT_WRITABLE',
  'DISK_FULL',
  'ABORTED',
] as const;

export type FilesErrorCode = (typeof filesErrorCodes)[number];

/** Where in the file it went wrong; lines and rows count from 1, bytes from 0 in the uncompressed file. */
export interface FilePlace {
  readonly line?: number;
  readonly row?: number;
  readonly byte?: number;
}

export class FilesError extends Error {
  readonly code: FilesErrorCode;
  readonly path: string;
  readonly place: FilePlace;

  constructor(
    code: FilesErrorCode,
    path: string,
    message: string,
    options: { readonly cause?: unknown; readonly place?: FilePlace } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.name = 'FilesError';
    this.code = code;
    this.path = path;
    this.place = options.place ?? {};
  }

  /** A full disk can be emptied and an interrupted read begun again; the rest wants another file. */
  get canRetry(): boolean {
    return this.code === 'DISK_FULL' || this.code === 'ABORTED';
  }
}

export function throwIfAborted(path: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted(path, signal.reason);
}

export function aborted(path: string, cause: unknown): FilesError {
  return new FilesError('ABORTED', path, `Work on ${path} was stopped before its end; start it again.`, {
    cause,
  });
}
