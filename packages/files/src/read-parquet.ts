import { type FileHandle, open } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type DecodedArray,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { chooseColumns } from './columns.ts';
import { FilesError, throwIfAborted } from './errors.ts';
import { checkedText, isBlank, refuseBlankLabel, refuseNoRows } from './row-rules.ts';
import type { FormatRead, ReadOptions, RowSink } from './rows.ts';

export const parquetMagic = Buffer.from('PAR1');

// Node's own unpackers run in C++; snappy and LZ4 come from the package.
const unpackers = {
  ...compressors,
  GZIP: (input: Uint8Array) => gunzipSync(input),
  BROTLI: (input: Uint8Array) => brotliDecompressSync(input),
  ZSTD: (input: Uint8Array) => zstdDecompressSync(input),
};

/** Two columns only, one row group at a time: memory is the largest row group's two columns. */
export async function readParquet(path: string, options: ReadOptions, sink: RowSink): Promise<FormatRead> {
  const handle = await open(path, 'r');
  try {
    const file = await fileSlices(path, handle, options);
    const metadata = await orDamaged(path, parquetMetadataAsync(file));
    const schema = parquetSchema(metadata);
    const names = schema.children.map(({ element }) => element.name);
    const nested = schema.children.filter(({ children }) => children.length > 0);
    const { text, label, leftOver } = chooseColumns(path, names, options);
    const columns = { text: names[text], label: label === null ? null : names[label] };
    for (const { element } of nested)
      if (element.name === columns.text || element.name === columns.label)
        throw wrongKind(path, 1, element.name, 'nested');

    let first = 0;
    for (const group of metadata.row_groups) {
      throwIfAborted(path, options.signal);
      const rows = Number(group.num_rows);
      await readGroup(path, file, metadata, first, rows, columns, options, sink);
      first += rows;
    }
    if (first === 0) throw refuseNoRows(path);
    return {
      format: 'parquet',
      columns,
      rows: first,
      notes: leftOver
        ? [
            {
              code: 'COLUMN_LEFT_OVER',
              message: `"${columns[leftOver]}" is taken as the ${leftOver}, as the only column left.`,
            },
          ]
        : [],
    };
  } finally {
    await handle.close();
  }
}

async function readGroup(
  path: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
  first: number,
  rows: number,
  columns: { readonly text: string; readonly label: string | null },
  options: ReadOptions,
  sink: RowSink,
): Promise<void> {
  if (rows === 0) return;
  const cells = new Map<string, unknown[]>();
  const wanted = columns.label === null ? [columns.text] : [columns.text, columns.label];
  for (const name of wanted) cells.set(name, new Array(rows).fill(null));
  await orDamaged(
    path,
    parquetRead({
      file,
      metadata,
      columns: wanted,
      rowStart: first,
      rowEnd: first + rows,
      compressors: unpackers,
      onChunk: ({ columnName, columnData, rowStart, rowEnd }) => {
        const column = cells.get(columnName);
        if (column) copyCells(columnData, column, rowStart - first, Math.min(rows, rowEnd - first));
      },
    }),
  );
  const texts = cells.get(columns.text) ?? [];
  const labels = columns.label === null ? null : (cells.get(columns.label) ?? []);
  for (let i = 0; i < rows; i++) {
    const row = first + i + 1;
    const text = texts[i];
    if (typeof text !== 'string')
      throw wrongKind(path, row, columns.text, text === null || text === undefined ? 'empty' : 'not a text');
    let label: string | null = null;
    if (labels !== null) {
      label = labelText(path, row, columns.label ?? '', labels[i]);
      if ((options.labelled ?? true) && isBlank(label))
        throw refuseBlankLabel(path, 'Row', row, columns.label ?? '');
    }
    sink(checkedText(path, 'Row', row, text), label, row);
  }
}

function copyCells(from: DecodedArray, to: unknown[], start: number, end: number): void {
  for (let i = Math.max(0, start); i < end; i++) to[i] = from[i - start];
}

function labelText(path: string, row: number, name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return checkedText(path, 'Row', row, value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  throw wrongKind(path, row, name, 'neither a text nor a number');
}

async function fileSlices(path: string, handle: FileHandle, options: ReadOptions): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  let read = 0;
  return {
    byteLength: size,
    async slice(start, end = size) {
      throwIfAborted(path, options.signal);
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) throw new RangeError(`the file ends before byte ${end}`);
        filled += bytesRead;
      }
      read += filled;
      options.onProgress?.(Math.min(read, size), size);
      return bytes.buffer;
    },
  };
}

/** hyparquet throws plain errors, of which many mean no more than "these bytes make no sense". */
async function orDamaged<Value>(path: string, reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof FilesError) throw cause;
    throw new FilesError(
      'PARQUET_INVALID',
      path,
      `${path} is a Parquet file that is damaged or written in a way not understood; write it again.`,
      { cause },
    );
  }
}

function wrongKind(path: string, row: number, name: string, what: string): FilesError {
  return new FilesError(
    'PARQUET_INVALID',
    path,
    `"${name}" in row ${row} of ${path} is ${what}; give every row a text and a plain label.`,
    { place: { row } },
  );
}
