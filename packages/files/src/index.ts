export type { Encoding } from './decode-text.ts';
export { type FilePlace, FilesError, type FilesErrorCode, filesErrorCodes } from './errors.ts';
export { largestCellBytes } from './limits.ts';
export { type LabelledRows, readLabelledRows } from './read-labelled-rows.ts';
export { readRows } from './read-rows.ts';
export type { FileFormat, Note, ReadOptions, RowSink, RowsRead } from './rows.ts';
export { type RowsHash, rowsHash } from './rows-hash.ts';
export { type Chunks, writeFileAtomically } from './write-file-atomically.ts';
export { type Cell, writeRows } from './write-rows.ts';
