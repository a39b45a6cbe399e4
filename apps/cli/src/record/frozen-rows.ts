import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

interface FrozenRow {
  readonly text: string;
  readonly label: string;
}

/** The rows of a frozen file, a line each; a text may hold U+2028, at which Node's readline would cut it. */
export async function* frozenRows(path: string, signal: AbortSignal): AsyncGenerator<FrozenRow> {
  const unpacked = createGunzip();
  pipeline(createReadStream(path, { signal }), unpacked, () => {});
  const decoder = new TextDecoder();
  let open = '';
  for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
    const lines = (open + decoder.decode(piece, { stream: true })).split('\n');
    open = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as FrozenRow;
  }
}
