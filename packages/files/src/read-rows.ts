import { extname } from 'node:path';
import { type DecodeContext, decodeText, describeByte, type Encoding } from './decode-text.ts';
import { type FilePlace, FilesError } from './errors.ts';
import { type Head, takeHead } from './head.ts';
import { lineOfByte } from './line-of-byte.ts';
import { type OpenedBytes, openBytes } from './open-bytes.ts';
import { readDelimited } from './read-delimited.ts';
import { readJson } from './read-json.ts';
import type { FormatRead, Note, ReadOptions, RowSink, RowsRead } from './rows.ts';

/** Known by their first bytes and not to be taken for text. */
const foreignMagic: readonly { readonly bytes: Buffer; readonly what: string }[] = [
  { bytes: Buffer.from('PK\x03\x04', 'latin1'), what: 'a zip or Excel file; unpack it or save it as CSV' },
  { bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), what: 'packed with zstd; unpack it or use gzip' },
  { bytes: Buffer.from('BZh', 'latin1'), what: 'packed with bzip2; unpack it or use gzip' },
  { bytes: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), what: 'packed with xz; unpack it or use gzip' },
];

/**
 * Streams a labelled file into the sink, row by row. CSV, TSV and JSON of any size pass through one chunk
 * and one row of memory; the rows of a refused file may have reached the sink before the refusal.
 */
export async function readRows(path: string, options: ReadOptions, sink: RowSink): Promise<RowsRead> {
  const opened = await openBytes(path, options);
  try {
    const head = await takeHead(opened.chunks, (bytes) => bytes.length >= 8);
    if (head.bytes.length === 0)
      throw new FilesError('FILE_EMPTY', path, `${path} is empty; give a file with rows.`);
    if (head.bytes.subarray(0, 4).toString('latin1') === 'PAR1') {
      // The one reader that brings packages along is loaded when it is needed.
      refusePackedParquet(path, opened);
      const { readParquet } = await import('./read-parquet.ts');
      return finished(await readParquet(path, options, sink), 'utf-8', []);
    }
    for (const { bytes, what } of foreignMagic)
      if (head.bytes.subarray(0, bytes.length).equals(bytes))
        throw new FilesError('FORMAT_UNKNOWN', path, `${path} is ${what}.`);
    return await readText(path, head, options, sink);
  } finally {
    await opened.close();
  }
}

async function readText(path: string, head: Head, options: ReadOptions, sink: RowSink): Promise<RowsRead> {
  let encoding: Encoding = 'utf-8';
  const context: DecodeContext = {
    onEncoding: (found) => {
      encoding = found;
    },
    refuse: async (code, byte, say) => {
      const line = await lineOfByte(path, byte, options).catch(() => null);
      const place: FilePlace = line === null ? { byte } : { byte, line };
      return new FilesError(code, path, say(describeByte(path, place)), { place });
    },
  };
  const text = await takeHead(decodeText(head.all, context), (bytes) => firstMark(bytes) !== null);
  const mark = firstMark(text.bytes);
  if (mark === null) throw new FilesError('FILE_EMPTY', path, `${path} holds only white space; give rows.`);
  const extension = innerExtension(path);
  const format = textFormat(extension, mark);
  const read =
    format === 'delimited'
      ? await readDelimited(path, extension, text.all, options, sink)
      : await readJson(path, format, text.all, options, sink);
  const western: Note = {
    code: 'WINDOWS_1252',
    message: 'The file is not UTF-8 and was read as Western (windows-1252) text.',
  };
  return finished(read, encoding, (encoding as Encoding) === 'windows-1252' ? [western] : []);
}

function finished(read: FormatRead, encoding: Encoding, notes: readonly Note[]): RowsRead {
  const unit = read.format === 'parquet' ? 'row' : 'line';
  return {
    ...read,
    encoding,
    notes: [...notes, ...read.notes],
    place: (position) => `${unit} ${position}`,
  };
}

function refusePackedParquet(path: string, opened: OpenedBytes): void {
  if (opened.gzipped)
    throw new FilesError('PARQUET_INVALID', path, `${path} is a gzipped Parquet file; unpack it first.`);
  if (!opened.regular)
    throw new FilesError('PARQUET_INVALID', path, `${path} is Parquet from a pipe; give it as a file.`);
}

/** The extension decides where it says something, else the first character that is not white space. */
export function textFormat(extension: string, mark: string): 'delimited' | 'jsonl' | 'json' {
  if (['csv', 'tsv', 'tab', 'txt'].includes(extension)) return 'delimited';
  const json = ['json', 'jsonl', 'ndjson'].includes(extension);
  if (mark === '[' && json) return 'json';
  if (json || mark === '{') return 'jsonl';
  return 'delimited';
}

/** "reviews.csv.gz" is a csv. */
function innerExtension(path: string): string {
  const name = path.toLowerCase().replace(/\.(gz|gzip)$/, '');
  return extname(name).slice(1);
}

/** The first character that is not white space; null while none has come. */
function firstMark(bytes: Buffer): string | null {
  for (const byte of bytes) if (byte > 32) return String.fromCharCode(byte);
  return null;
}
