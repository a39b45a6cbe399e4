import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../refusal.ts';

export interface FrozenRow {
  readonly text: string;
  readonly label: string;
  readonly source: string;
}

/** The rows of a frozen file, in order. */
export async function readFrozen(
  path: string,
  signal: AbortSignal,
  see: (row: FrozenRow) => void,
): Promise<void> {
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  pipeline(createReadStream(path, { signal }), unpacked, () => {});
  const decoder = new TextDecoder();
  let open = '';
  let number = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
      const lines = (open + decoder.decode(piece, { stream: true })).split('\n');
      open = lines.pop() ?? '';
      for (const line of lines) see(rowOf(path, line, ++number));
    }
  } catch (cause) {
    if (cause instanceof Refusal || signal.aborted) throw cause;
    throw new Refusal(
      `${path} cannot be read as frozen rows (${(cause as Error).message}); verify the version that it is of.`,
      { cause },
    );
  }
  if (open !== '') throw rowCut(path, number + 1);
}

function rowOf(path: string, line: string, number: number): FrozenRow {
  try {
    const { text, label, source } = JSON.parse(line) as FrozenRow;
    if (typeof text === 'string' && typeof label === 'string')
      return { text, label, source: String(source ?? '') };
  } catch {}
  throw rowCut(path, number);
}

function rowCut(path: string, number: number): Refusal {
  return new Refusal(`Line ${number} of ${path} is no frozen row; verify the version that it is of.`);
}
