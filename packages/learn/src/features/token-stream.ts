import type { Crew } from '../crew.ts';
import { release } from '../memory.ts';
import type { TokenOptions } from '../text/token-options.ts';
import { copyToken, createTokenTable, type TokenList, type TokenTable } from '../text/token-table.ts';
import { type Texts, textOf } from '../texts.ts';
import { type ReadTokensInput, type ReadTokensOutput, readTokensTask } from './read-tokens.ts';

/** The tokens of many texts, end to end: row i is ids[rowStarts[i] … rowStarts[i + 1]). */
export interface TokenStream {
  readonly ids: Int32Array;
  readonly rowStarts: Int32Array;
  readonly table: TokenTable;
}

/**
 * Texts go to the readers in batches of about so many characters, taken as a reader becomes free: the packed form
 * of all texts, twice their size, never exists.
 */
const batchUnits = 1 << 20;

/** Reads all texts; tokens are numbered in the order in which the texts first use them, however many readers there are. */
export async function readStream(texts: Texts, options: TokenOptions, crew: Crew): Promise<TokenStream> {
  const { part: _, ...whole } = options;
  return joinParts(await crew.run(readTokensTask, batches(texts, whole)), texts.length, crew);
}

function* batches(texts: Texts, options: TokenOptions): Generator<ReadTokensInput> {
  let batch: string[] = [];
  let units = 0;
  for (let row = 0; row < texts.length; row++) {
    const text = textOf(texts, row);
    batch.push(text);
    units += text.length;
    if (units < batchUnits) continue;
    yield { texts: batch, options };
    batch = [];
    units = 0;
  }
  if (batch.length > 0) yield { texts: batch, options };
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

function joinParts(parts: readonly ReadTokensOutput[], rows: number, crew: Crew): TokenStream {
  const table = createTokenTable(1 << 16);
  const rowStarts = crew.allocate.int32(rows + 1);
  const ids = crew.allocate.int32(parts.reduce((sum, part) => sum + part.ids.length, 0));
  let row = 0;
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.counts.length; i++, row++) rowStarts[row + 1] = rowStarts[row] + part.counts[i];
    const to = internAll(part.tokens, table);
    const source = part.ids;
    for (let i = 0; i < source.length; i++) ids[at + i] = source[i] < 0 ? source[i] : to[source[i]];
    at += source.length;
    release(source);
  }
  return { ids, rowStarts, table };
}

function internAll(source: TokenList, target: TokenTable): Int32Array {
  return Int32Array.from({ length: source.count }, (_, id) => copyToken(source, id, target));
}
