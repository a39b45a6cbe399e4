import type { Task, TaskContext } from '../crew.ts';
import { release } from '../memory.ts';
import { packTexts } from '../text/text-pack.ts';
import { createTokenBuffer } from '../text/token-buffer.ts';
import type { TokenOptions } from '../text/token-options.ts';
import { createTokenTable, type TokenList, tokensOf } from '../text/token-table.ts';
import { createTokenizer } from '../text/tokenizer.ts';

export interface ReadTokensInput {
  readonly texts: readonly string[];
  readonly options: TokenOptions;
}

export interface ReadTokensOutput {
  readonly tokens: TokenList;
  /** Ids of this part's own table, text after text. */
  readonly ids: Int32Array;
  /** Tokens of each text. */
  readonly counts: Int32Array;
}

/** Cuts texts into tokens, numbered in the order in which they are met. */
function readTokens(input: ReadTokensInput, _context: TaskContext): ReadTokensOutput {
  const { options } = input;
  const pack = packTexts(input.texts);
  const table = createTokenTable(1 << 14);
  const tokenizer = createTokenizer(options, table, 'learn');
  const buffer = createTokenBuffer(4096);
  const counts = new Int32Array(pack.count);
  // English has a token in about four and a half characters; the array grows where a text has more.
  let ids = new Int32Array(Math.ceil(pack.units.length / 4) + 1024);
  let total = 0;
  for (let i = 0; i < pack.count; i++) {
    tokenizer.read(pack.units, pack.starts[i], pack.starts[i + 1], buffer);
    const count = buffer.count;
    if (total + count > ids.length) {
      const wider = new Int32Array(Math.max(ids.length * 2, total + count));
      wider.set(ids.subarray(0, total));
      ids = wider;
    }
    const source = buffer.ids;
    for (let k = 0; k < count; k++) ids[total + k] = source[k];
    total += count;
    counts[i] = count;
  }
  const kept = ids.slice(0, total);
  release(ids);
  release(pack.units);
  return { tokens: tokensOf(table), ids: kept, counts };
}

export const readTokensTask: Task<ReadTokensInput, ReadTokensOutput> = {
  name: 'read-tokens',
  work: readTokens,
};
