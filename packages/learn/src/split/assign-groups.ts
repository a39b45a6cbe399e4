import { LearnError } from '../errors.ts';
import { type Random, shuffle } from '../random.ts';

export interface GroupedRows {
  /** Class of each row, from 0. */
  readonly labels: Int32Array;
  /** Group of each row, from 0; rows of one group stay together (see groupByText). */
  readonly groups: Int32Array;
  /** Names of the classes, for messages. */
  readonly classNames?: readonly string[];
  readonly random: Random;
}

/**
 * Puts every group on one of several sides, so that each class is shared out among them as `shares` says,
 * and returns the side of each row.
 *
 * Groups go from the largest to the smallest, equals in random order, each to the side where it adds least to
 *
 *   Σ_sides Σ_classes n² / (rows of the class · share of the side),   n rows of the class on the side,
 *
 * which is least where every side holds its share. For single rows that is Webster's apportionment: with two
 * sides, or equal ones, a side's count differs from its share by less than one. A class whose last groups are
 * needed to reach the sides that have none of it goes there first.
 * Time groups · sides · classes in the group, and one sort.
 */
export function assignGroups(source: GroupedRows, shares: readonly number[]): Int32Array {
  assertRows(source);
  const { labels, groups, random } = source;
  const sides = shares.length;
  const classes = largest(labels) + 1;
  const { starts, members } = membersByGroup(groups);
  const groupCount = starts.length - 1;
  const tally = createTally(labels, classes);

  const classRows = new Int32Array(classes);
  const groupsLeft = new Int32Array(classes);
  for (let group = 0; group < groupCount; group++) {
    for (const k of tally.count(members, starts[group], starts[group + 1])) {
      classRows[k] += tally.rows[k];
      groupsLeft[k]++;
    }
  }
  for (let k = 0; k < classes; k++) {
    if (classRows[k] > 0 && groupsLeft[k] < sides) throw tooFewGroups(source, k, groupsLeft[k], sides);
  }

  const held = new Float64Array(sides * classes);
  const filled = new Float64Array(sides);
  const emptySides = new Int32Array(classes).fill(sides);
  const sideOfRow = new Int32Array(labels.length);
  const size = (group: number): number => starts[group + 1] - starts[group];
  const order = Int32Array.from({ length: groupCount }, (_, group) => group);
  shuffle(order, random);
  order.sort((left, right) => size(right) - size(left));

  for (const group of order) {
    const present = tally.count(members, starts[group], starts[group + 1]);
    let chosen = 0;
    let least: Cost = [Number.POSITIVE_INFINITY, 0, 0];
    for (let side = 0; side < sides; side++) {
      let missed = 0;
      let added = 0;
      for (const k of present) {
        const before = held[side * classes + k];
        if (before > 0 && groupsLeft[k] <= emptySides[k]) missed++;
        added += (tally.rows[k] * (2 * before + tally.rows[k])) / (classRows[k] * shares[side]);
      }
      const cost: Cost = [missed, added, filled[side] / shares[side]];
      if (!cheaper(cost, least)) continue;
      chosen = side;
      least = cost;
    }
    for (const k of present) {
      groupsLeft[k]--;
      if (held[chosen * classes + k] === 0) emptySides[k]--;
      held[chosen * classes + k] += tally.rows[k];
    }
    filled[chosen] += size(group);
    for (let at = starts[group]; at < starts[group + 1]; at++) sideOfRow[members[at]] = chosen;
  }
  return sideOfRow;
}

/** Classes that this side is the wrong one for, what the group adds to the sum above, how full the side is. */
type Cost = readonly [missed: number, added: number, filled: number];

function cheaper(one: Cost, other: Cost): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return one[i] < other[i];
  return false;
}

/** Counts one group at a time: `count` gives the classes in it, and `rows` then holds their rows. */
function createTally(labels: Int32Array, classes: number) {
  const rows = new Int32Array(classes);
  const count = (members: Int32Array, from: number, to: number): readonly number[] => {
    const present: number[] = [];
    for (let at = from; at < to; at++) rows[labels[members[at]]] = 0;
    for (let at = from; at < to; at++) {
      const k = labels[members[at]];
      if (rows[k]++ === 0) present.push(k);
    }
    return present;
  };
  return { rows, count };
}

/** Row numbers in order of group: members[starts[g]] … members[starts[g + 1] − 1] are group g. */
function membersByGroup(groups: Int32Array): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(largest(groups) + 2);
  for (const group of groups) starts[group + 1]++;
  for (let group = 1; group < starts.length; group++) starts[group] += starts[group - 1];
  const next = starts.slice();
  const members = new Int32Array(groups.length);
  for (let row = 0; row < groups.length; row++) members[next[groups[row]]++] = row;
  return { starts, members };
}

function assertRows({ labels, groups }: GroupedRows): void {
  if (labels.length === 0) {
    throw new LearnError('ROWS_TOO_FEW', 'There is nothing to split; give rows.');
  }
  if (labels.length !== groups.length) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `There are ${labels.length} labels and ${groups.length} groups; give one of each a row.`,
    );
  }
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] >= 0 && groups[row] >= 0) continue;
    throw new LearnError(
      'ROWS_MISALIGNED',
      `Row ${row} has label ${labels[row]} and group ${groups[row]}; number both from 0.`,
    );
  }
}

function tooFewGroups(source: GroupedRows, k: number, found: number, sides: number): LearnError {
  const name = source.classNames?.[k];
  return new LearnError(
    'ROWS_TOO_FEW',
    `Class ${name === undefined ? k : `"${name}"`} has ${found} different ${found === 1 ? 'text' : 'texts'}, and a split into ${sides} needs at least ${sides}; add texts of this class, leave it out, or ask for fewer folds.`,
  );
}

function largest(values: Int32Array): number {
  let highest = -1;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}
