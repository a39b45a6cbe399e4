import type { Crew } from '../crew.ts';
import type { TextPack } from '../text/text-pack.ts';
import type { TokenOptions } from '../text/token-options.ts';
import { internToken, reserveTail, type TokenTable } from '../text/token-table.ts';
import type { ReadTokensOutput } from './read-tokens.ts';

/** The tokens of many texts, end to end: row i is ids[rowStarts[i] … rowStarts[i + 1]). */
export interface TokenStream {
  readonly ids: Int32Array;
  readonly rowStarts: Int32Array;
  readonly table: TokenTable;
}

/** Reads all texts; tokens are numbered in the order in which the texts first use them, however many readers there are. */
export async function readStream(pack: TextPack, options: TokenOptions, crew: Crew): Promise<TokenStream> {
  const { part: _, ...whole } = options;
  const bounds = evenBounds(pack, crew.size);
  const inputs = bounds.slice(1).map((to, i) => ({ pack, from: bounds[i], to, options: whole }));
  return joinParts(await crew.run('read-tokens', inputs), pack.count, crew);
}

/** The first or the last so many tokens of each row. */
export function partOfStream(stream: TokenStream, part: TokenOptions['part'], crew: Crew): TokenStream {
  if (!part) return stream;
  const { ids, rowStarts, table } = stream;
  const rows = rowStarts.length - 1;
  const starts = crew.allocate.int32(rows + 1);
  const limit = 'first' in part ? part.first : part.last;
  for (let row = 0; row < rows; row++) {
    starts[row + 1] = starts[row] + Math.min(limit, rowStarts[row + 1] - rowStarts[row]);
  }
  const kept = crew.allocate.int32(starts[rows]);
  for (let row = 0; row < rows; row++) {
    const length = starts[row + 1] - starts[row];
    const from = 'first' in part ? rowStarts[row] : rowStarts[row + 1] - length;
    kept.set(ids.subarray(from, from + length), starts[row]);
  }
  return { ids: kept, rowStarts: starts, table };
}

/** Bounds between texts that give each reader about as many characters. */
function evenBounds(pack: TextPack, parts: number): number[] {
  const bounds = [0];
  const total = pack.starts[pack.count];
  let row = 0;
  for (let part = 1; part < parts; part++) {
    while (row < pack.count && pack.starts[row] < (total * part) / parts) row++;
    bounds.push(row);
  }
  bounds.push(pack.count);
  return bounds;
}

function joinParts(parts: readonly ReadTokensOutput[], rows: number, crew: Crew): TokenStream {
  const table = parts[0].table;
  const rowStarts = crew.allocate.int32(rows + 1);
  const ids =
    parts.length === 1 ? parts[0].ids : crew.allocate.int32(sum(parts.map((part) => part.ids.length)));
  let row = 0;
  let at = 0;
  parts.forEach((part, index) => {
    for (let i = 0; i < part.counts.length; i++, row++) rowStarts[row + 1] = rowStarts[row] + part.counts[i];
    if (parts.length === 1) return;
    if (index === 0) ids.set(part.ids);
    else {
      const to = internAll(part.table, table);
      const source = part.ids;
      for (let i = 0; i < source.length; i++) ids[at + i] = source[i] < 0 ? source[i] : to[source[i]];
    }
    at += part.ids.length;
  });
  return { ids, rowStarts, table };
}

function internAll(source: TokenTable, target: TokenTable): Int32Array {
  const to = new Int32Array(source.count);
  for (let id = 0; id < source.count; id++) {
    const length = source.starts[id + 1] - source.starts[id];
    const tail = reserveTail(target);
    for (let i = 0; i < length; i++) target.arena[tail + i] = source.arena[source.starts[id] + i];
    to[id] = internToken(target, source.hashes[id], length);
  }
  return to;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
