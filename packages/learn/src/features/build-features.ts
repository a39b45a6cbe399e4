import type { Crew } from '../crew.ts';
import { LearnError } from '../errors.ts';
import { type CsrMatrix, transpose } from '../matrix/csr-matrix.ts';
import { tokenOptionsKey } from '../text/token-options.ts';
import { createTokenTable } from '../text/token-table.ts';
import type { Texts } from '../texts.ts';
import { countColumnsTask } from './count-columns.ts';
import { describeTokens, type TokenFacts } from './describe-tokens.ts';
import { type FeatureSetOptions, maximumRows, minimumRows } from './feature-set.ts';
import { type CountedLevel, findLongerGrams, findTokens } from './find-grams.ts';
import type { GramTree } from './gram-tree.ts';
import { hashLevels } from './hash-grams.ts';
import { partOfStream, readStream, type TokenStream } from './token-stream.ts';

/** One feature set over the training texts: what it knows, and what each text holds of it. */
export interface CountedSet {
  readonly options: FeatureSetOptions;
  /** Empty where columns are hashes. */
  readonly tree: GramTree;
  /** Column of each gram of the tree, or −1 for grams that only lead to others. */
  readonly columnOf: Int32Array;
  /** Texts × columns: ones, counts or 1 + ln(count), as the options' tf has it; no weights. */
  readonly byColumn: CsrMatrix;
  /** The same by rows, made when it is first asked for. */
  readonly byRow: CsrMatrix;
}

export interface Features {
  readonly sets: readonly CountedSet[];
  /** What the texts' tokens are like, as the first set reads them. */
  readonly tokens: TokenFacts;
}

export async function buildFeatures(
  texts: Texts,
  sets: readonly FeatureSetOptions[],
  crew: Crew,
  onProgress: (fraction: number) => void = () => {},
): Promise<Features> {
  const streams = new Map<string, Promise<TokenStream>>();
  const built: CountedSet[] = [];
  let tokens: TokenFacts | null = null;
  for (const [index, options] of sets.entries()) {
    const key = tokenOptionsKey(options);
    const whole = streams.get(key) ?? readStream(texts, options, crew);
    streams.set(key, whole);
    tokens ??= describeTokens(await whole);
    const isLast = sets.slice(index + 1).every((later) => tokenOptionsKey(later) !== key);
    if (isLast) streams.delete(key);
    const stream = partOfStream(await whole, options.part, crew);
    onProgress((index + 0.3) / sets.length);
    built.push(await countSet(stream, options, isLast, texts.length, crew));
    onProgress((index + 1) / sets.length);
  }
  if (!tokens) throw new LearnError('RECIPE_INVALID', 'The recipe has no feature set; give it one.');
  return { sets: built, tokens };
}

async function countSet(
  stream: TokenStream,
  options: FeatureSetOptions,
  isStreamFree: boolean,
  rows: number,
  crew: Crew,
): Promise<CountedSet> {
  if (options.hashBits) return countHashed(stream, options, options.hashBits, rows, crew);
  const minRows = minimumRows(options, rows);
  const [shortest, longest] = options.ngrams;
  const { table, level: tokens } = findTokens(stream, minRows, crew, isStreamFree);
  const levels: CountedLevel[] = [tokens];
  for (let length = 2; length <= longest; length++) {
    levels.push(await findLongerGrams(tokens, levels[length - 2], stream.rowStarts, minRows, crew));
  }

  const { columnOf, columnRows } = chooseColumns(levels, options, rows, shortest);
  const columns = columnRows.length;
  if (columns === 0) {
    throw new LearnError(
      'VOCABULARY_EMPTY',
      `No ${options.tokens} n-gram is in ${minRows} or more of the ${rows} texts; lower minDf or give more rows.`,
    );
  }
  const columnsOfLevel = splitByLevel(columnOf, levels);
  const streams = levels
    .map((level, i) => ({ ends: level.ends, columnOf: columnsOfLevel[i] }))
    .slice(shortest - 1);
  const byColumn = await fillColumns(streams, columnRows, stream.rowStarts, options, crew);
  const tree = { tokens: table, levels: levels.slice(1).map(({ prefix, last }) => ({ prefix, last })) };
  return countedSet({ options, tree, columnOf, byColumn }, crew);
}

async function countHashed(
  stream: TokenStream,
  options: FeatureSetOptions,
  bits: number,
  rows: number,
  crew: Crew,
): Promise<CountedSet> {
  const levels = hashLevels(stream, options.ngrams, bits, crew);
  const columns = 2 ** bits;
  const columnRows = new Int32Array(columns);
  const lastRow = new Int32Array(columns);
  for (let row = 0; row < rows; row++) {
    for (const ends of levels) {
      for (let at = stream.rowStarts[row]; at < stream.rowStarts[row + 1]; at++) {
        const column = ends[at];
        if (column < 0 || lastRow[column] === row + 1) continue;
        lastRow[column] = row + 1;
        columnRows[column]++;
      }
    }
  }
  const streams = levels.map((ends) => ({ ends, columnOf: null }));
  const byColumn = await fillColumns(streams, columnRows, stream.rowStarts, options, crew);
  const tree: GramTree = { tokens: createTokenTable(), levels: [] };
  return countedSet({ options, tree, columnOf: new Int32Array(0), byColumn }, crew);
}

function countedSet(set: Omit<CountedSet, 'byRow'>, crew: Crew): CountedSet {
  let byRow: CsrMatrix | null = null;
  return {
    ...set,
    get byRow() {
      byRow ??= transpose(set.byColumn, crew.allocate);
      return byRow;
    },
  };
}

async function fillColumns(
  levels: readonly { readonly ends: Int32Array; readonly columnOf: Int32Array | null }[],
  columnRows: Int32Array,
  rowStarts: Int32Array,
  options: FeatureSetOptions,
  crew: Crew,
): Promise<CsrMatrix> {
  const columns = columnRows.length;
  const columnStarts = crew.allocate.int32(columns + 1);
  for (let column = 0; column < columns; column++) {
    columnStarts[column + 1] = columnStarts[column] + columnRows[column];
  }
  const entries = columnStarts[columns];
  const tf = options.tf ?? 'count';
  const indices = crew.allocate.int32(entries);
  const values = tf === 'binary' ? null : crew.allocate.float32(entries);
  await crew.run(
    countColumnsTask,
    Array.from({ length: crew.size }, (_, part) => ({
      rowStarts,
      levels,
      columnStarts,
      indices,
      values,
      part,
      parts: crew.size,
    })),
  );
  if (values && tf === 'sublinear') {
    for (let at = 0; at < entries; at++) values[at] = 1 + Math.log(values[at]);
  }
  return { rows: columns, columns: rowStarts.length - 1, starts: columnStarts, indices, values };
}

/** Which grams become columns: length and rows in bounds, then those that occur most often. */
function chooseColumns(
  levels: readonly CountedLevel[],
  options: FeatureSetOptions,
  rows: number,
  shortest: number,
): { readonly columnOf: Int32Array; readonly columnRows: Int32Array } {
  const minRows = minimumRows(options, rows);
  const maxRows = maximumRows(options, rows);
  const grams = levels.reduce((sum, level) => sum + level.rows.length, 0);
  const chosen = new Uint8Array(grams);
  let offset = 0;
  levels.forEach((level, index) => {
    for (let gram = 0; gram < level.rows.length; gram++) {
      const held = level.rows[gram];
      if (index + 1 >= shortest && held >= minRows && held <= maxRows) chosen[offset + gram] = 1;
    }
    offset += level.rows.length;
  });
  if (options.maxFeatures) keepMostFrequent(chosen, levels, options.maxFeatures);

  const columnOf = new Int32Array(grams).fill(-1);
  const columnRows: number[] = [];
  offset = 0;
  for (const level of levels) {
    for (let gram = 0; gram < level.rows.length; gram++) {
      if (!chosen[offset + gram]) continue;
      columnOf[offset + gram] = columnRows.length;
      columnRows.push(level.rows[gram]);
    }
    offset += level.rows.length;
  }
  return { columnOf, columnRows: Int32Array.from(columnRows) };
}

/** By occurrences over all texts, as scikit-learn counts them; among equals the one met first. */
function keepMostFrequent(chosen: Uint8Array, levels: readonly CountedLevel[], limit: number): void {
  const occurrences = new Float64Array(chosen.length);
  let offset = 0;
  for (const { ends, rows } of levels) {
    for (let at = 0; at < ends.length; at++) if (ends[at] >= 0) occurrences[offset + ends[at]]++;
    offset += rows.length;
  }
  const candidates: number[] = [];
  for (let gram = 0; gram < chosen.length; gram++) if (chosen[gram]) candidates.push(gram);
  candidates.sort((a, b) => occurrences[b] - occurrences[a] || a - b);
  for (const gram of candidates.slice(limit)) chosen[gram] = 0;
}

function splitByLevel(columnOf: Int32Array, levels: readonly CountedLevel[]): Int32Array[] {
  let offset = 0;
  return levels.map((level) => {
    const from = offset;
    offset += level.rows.length;
    return columnOf.slice(from, offset);
  });
}
