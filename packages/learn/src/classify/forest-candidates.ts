import type { Random } from '../random.ts';
import type { ForestData } from './forest-data.ts';
import { findByColumn, listByRows, type TreeScratch } from './forest-entries.ts';
import { improveCut, type Node } from './forest-split.ts';

/**
 * Draws candidate columns for the node order[from … to) and leaves the best cut among them in scratch.best;
 * false where no column can be cut. Columns that do not vary in the node count as drawn, and where all drawn
 * ones are such, one column that does vary is drawn besides, as in scikit-learn.
 * Candidates are tried in the order drawn, so the choice does not depend on how their entries were found.
 */
export function bestCut(
  data: ForestData,
  node: Node,
  from: number,
  to: number,
  candidates: number,
  minLeaf: number,
  random: Random,
  scratch: TreeScratch,
): boolean {
  const { best, shuffled, order, inNode, listEnds } = scratch;
  best.score = Number.NEGATIVE_INFINITY;
  best.column = -1;
  for (let i = from; i < to; i++) inNode[order[i]] = 1;

  const byRows = drawCandidates(data, from, to, candidates, random, scratch);
  const { rows, values } = byRows ? scratch.listed : scratch.found;
  let start = 0;
  for (let i = 0; i < candidates; i++) {
    const column = shuffled[i];
    const end = byRows ? listEnds[i] : findByColumn(data, column, scratch);
    if (end > start) improveCut(node, column, rows, values, start, end, minLeaf, scratch, best);
    if (byRows) start = end;
  }
  if (best.column < 0) {
    const column = drawVarying(data, from, to, random, scratch);
    if (column >= 0) {
      const { found } = scratch;
      const end = findByColumn(data, column, scratch);
      improveCut(node, column, found.rows, found.values, 0, end, minLeaf, scratch, best);
    }
  }
  for (let i = from; i < to; i++) inNode[order[i]] = 0;
  return best.column >= 0;
}

/**
 * Shuffles the candidates to the head of `shuffled`. Returns true, with their lists made, where it is shorter
 * to read the node's rows than the candidates' columns.
 */
function drawCandidates(
  data: ForestData,
  from: number,
  to: number,
  candidates: number,
  random: Random,
  scratch: TreeScratch,
): boolean {
  const { rowStarts, columnStarts, columns } = data;
  const { shuffled, order, marks, places } = scratch;
  let columnEntries = 0;
  for (let i = 0; i < candidates; i++) {
    const j = i + random.below(columns - i);
    const column = shuffled[j];
    shuffled[j] = shuffled[i];
    shuffled[i] = column;
    columnEntries += columnStarts[column + 1] - columnStarts[column];
  }
  let rowEntries = 0;
  for (let i = from; i < to; i++) rowEntries += rowStarts[order[i] + 1] - rowStarts[order[i]];
  if (rowEntries >= columnEntries) return false;

  for (let i = 0; i < candidates; i++) {
    marks[shuffled[i]] = 1;
    places[shuffled[i]] = i;
  }
  listByRows(data, from, to, rowEntries, scratch);
  for (let i = 0; i < candidates; i++) marks[shuffled[i]] = 0;
  return true;
}

/**
 * One column, uniform among those that take more than one value in the node; −1 where none does. The least of
 * a keyed hash wins, so that the choice does not depend on the order in which the rows stand.
 */
function drawVarying(
  data: ForestData,
  from: number,
  to: number,
  random: Random,
  scratch: TreeScratch,
): number {
  const { rowStarts, rowColumns, rowValues } = data;
  const { order, marks, places } = scratch;
  const key = random.below(4294967296);
  const met: number[] = [];
  const first: number[] = [];
  const equalRows: number[] = [];
  for (let i = from; i < to; i++) {
    for (let at = rowStarts[order[i]]; at < rowStarts[order[i] + 1]; at++) {
      const column = rowColumns[at];
      if (marks[column] === 0) {
        marks[column] = 1;
        places[column] = met.push(column) - 1;
        first.push(rowValues[at]);
        equalRows.push(0);
      }
      if (rowValues[at] === first[places[column]]) equalRows[places[column]]++;
    }
  }
  let choice = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < met.length; i++) {
    const column = met[i];
    marks[column] = 0;
    if (equalRows[i] === to - from) continue;
    const hash = scramble(column ^ key);
    if (hash < least) {
      least = hash;
      choice = column;
    }
  }
  return choice;
}

/** The finaliser of murmur3, one to one on 32 bits. */
function scramble(x: number): number {
  let z = x;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
