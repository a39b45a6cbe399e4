import type { Crew } from '../crew.ts';
import { copyToken, createTokenTable, type TokenTable } from '../text/token-table.ts';
import { type CountedGrams, countGramsTask } from './count-grams.ts';
import { rowsOfTokens } from './rows-of-tokens.ts';
import type { TokenStream } from './token-stream.ts';

/** One level of the tree as training sees it: the gram that ends at each position, and each gram's rows. */
export interface CountedLevel {
  readonly ends: Int32Array;
  readonly rows: Int32Array;
  readonly prefix: Int32Array;
  readonly last: Int32Array;
}

/** Level 1: tokens in at least `minRows` rows, renumbered without gaps. */
export function findTokens(
  stream: TokenStream,
  minRows: number,
  crew: Crew,
  /** Nobody needs the stream afterwards: its memory becomes the level's. */
  mayOverwrite: boolean,
): { readonly table: TokenTable; readonly level: CountedLevel } {
  const { ids, table } = stream;
  const rows = rowsOfTokens(stream);
  const kept = createTokenTable();
  const numberOf = new Int32Array(table.count).fill(-1);
  for (let id = 0; id < table.count; id++) if (rows[id] >= minRows) numberOf[id] = copyToken(table, id, kept);
  const ends = mayOverwrite ? ids : crew.allocate.int32(ids.length);
  for (let at = 0; at < ids.length; at++) ends[at] = ids[at] < 0 ? -1 : numberOf[ids[at]];
  const none = new Int32Array(0);
  return {
    table: kept,
    level: { ends, rows: rows.filter((count) => count >= minRows), prefix: none, last: none },
  };
}

/** The next level up: grams in at least `minRows` rows, numbered in the order in which the stream first meets them. */
export async function findLongerGrams(
  tokens: CountedLevel,
  shorter: CountedLevel,
  rowStarts: Int32Array,
  minRows: number,
  crew: Crew,
): Promise<CountedLevel> {
  const ends = crew.allocate.int32(tokens.ends.length);
  const parts = crew.size;
  const counted = await crew.run(
    countGramsTask,
    Array.from({ length: parts }, (_, part) => ({
      ids: tokens.ends,
      rowStarts,
      shorter: shorter.ends,
      minRows,
      ends,
      part,
      parts,
    })),
  );
  return numberInOrder(counted, ends);
}

/** Replaces part-wise numbers in `ends` by final ones, in the order in which the stream meets the grams. */
function numberInOrder(parts: readonly CountedGrams[], ends: Int32Array): CountedLevel {
  const count = parts.length;
  const finals = parts.map((part) => new Int32Array(part.rows.length).fill(-1));
  const grams = finals.reduce((sum, final) => sum + final.length, 0);
  const rows = new Int32Array(grams);
  const prefix = new Int32Array(grams);
  const last = new Int32Array(grams);
  let next = 0;
  for (let at = 0; at < ends.length; at++) {
    const code = ends[at];
    if (code < 0) continue;
    const part = code % count;
    const gram = (code - part) / count;
    let number = finals[part][gram];
    if (number < 0) {
      number = next++;
      finals[part][gram] = number;
      rows[number] = parts[part].rows[gram];
      prefix[number] = parts[part].prefix[gram];
      last[number] = parts[part].last[gram];
    }
    ends[at] = number;
  }
  return { ends, rows, prefix, last };
}
