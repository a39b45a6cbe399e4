import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LedgerError } from '../errors.ts';

export interface FrozenRow {
  readonly text: string;
  readonly label: string;
  /** Name of the file that it came from. */
  readonly source: string | null;
}

/** One gunzipped piece: about as many rows as are worth a turn of the event loop. */
const pieceBytes = 256 * 1024;

/** A cell of a data file has at most 10 MB, and no character needs more than six in JSON: longer is no line of ours. */
const longestLine = 128 * 2 ** 20;

/** The rows of a frozen file, some at a time, in order. Ends with BLOB_DAMAGED where the file is not what was frozen. */
export async function* frozenRows(file: Readable): AsyncGenerator<readonly FrozenRow[]> {
  let line = 0;
  for await (const lines of frozenLines(file)) yield lines.map((text) => frozenRow(text, ++line));
}

/** Likewise, each row as its line: reading it costs more than passing it by. */
export async function* frozenLines(file: Readable): AsyncGenerator<readonly string[]> {
  const unpacked = createGunzip({ chunkSize: pieceBytes });
  pipeline(file, unpacked, () => {});
  const decoder = new TextDecoder();
  let open = '';
  let line = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
      const lines = (open + decoder.decode(piece, { stream: true })).split('\n');
      open = lines.pop() ?? '';
      if (open.length > longestLine) throw damaged(`line ${line + lines.length + 1} has no end`);
      line += lines.length;
      yield lines;
    }
    if (open !== '') throw damaged('its last line is cut');
  } catch (cause) {
    throw isZlibError(cause) ? damaged('it cannot be unpacked', cause) : cause;
  } finally {
    file.destroy();
  }
}

/** `number` is the line's, from 1. */
export function frozenRow(line: string, number: number): FrozenRow {
  try {
    const { text, label, source } = JSON.parse(line) as FrozenRow;
    if (typeof text === 'string' && typeof label === 'string') {
      return { text, label, source: typeof source === 'string' ? source : null };
    }
  } catch {}
  throw damaged(`line ${number} is no row`);
}

function isZlibError(cause: unknown): boolean {
  return /^(Z_|ERR_TRAILING)/.test((cause as NodeJS.ErrnoException).code ?? '');
}

function damaged(what: string, cause?: unknown): LedgerError {
  return new LedgerError('BLOB_DAMAGED', `The frozen file is damaged: ${what}.`, { cause });
}
