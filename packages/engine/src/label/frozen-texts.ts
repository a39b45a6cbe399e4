import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../refusal.ts';

const lf = 10;

/** The texts from a row on, some at a time. Rows before it are passed over as bytes: a second for a million. */
export async function* frozenTexts(
  path: string,
  fromRow: number,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  pipeline(createReadStream(path, { signal }), unpacked, () => {});
  const decoder = new StringDecoder('utf8');
  let skip = fromRow;
  let open = '';
  for await (const piece of unpacked as AsyncIterable<Buffer>) {
    let start = 0;
    while (skip > 0) {
      const end = piece.indexOf(lf, start);
      if (end < 0) break;
      start = end + 1;
      skip--;
    }
    if (skip > 0) continue;
    const lines = (open + decoder.write(piece.subarray(start))).split('\n');
    open = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => textOf(path, line));
  }
  if (open !== '' || skip > 0) throw cut(path);
}

function textOf(path: string, line: string): string {
  try {
    const text: unknown = JSON.parse(line);
    if (typeof text === 'string') return text;
  } catch {}
  throw cut(path);
}

function cut(path: string): Refusal {
  return new Refusal(`${path} is no frozen input of a batch, or ends early; submit the batch again.`);
}
