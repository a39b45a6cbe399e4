/**
 * Everything that can be found wrong with labelled texts before a model is fitted on them.
 *
 * refuse: a fit would fail, or would learn something that nobody meant; training does not start.
 * warn: the model or its measured quality will suffer; training goes on.
 * note: harmless where the splits keep equal texts together, as ours do; worth knowing.
 */
export type Severity = 'refuse' | 'warn' | 'note';

interface Kind {
  readonly severity: Severity;
  readonly when: string;
  readonly remedy: string;
}

export const findingKinds = {
  'no-rows': {
    severity: 'refuse',
    when: 'there is no row',
    remedy: 'give a file with one text and one label a row',
  },
  'columns-swapped': {
    severity: 'refuse',
    when: 'in ten rows or more, labels are over twice as long and over twice as varied as texts',
    remedy: 'name the columns the other way round (--text, --label)',
  },
  'empty-text': {
    severity: 'refuse',
    when: 'a text has nothing that can be seen',
    remedy: 'fill it in or delete the row',
  },
  'text-too-long': {
    severity: 'refuse',
    when: 'a text is longer than 1,000,000 characters',
    remedy: 'look for a quotation mark that is never closed, or cut the text',
  },
  'empty-label': {
    severity: 'refuse',
    when: 'a label is empty or white space',
    remedy: 'fill it in or delete the row',
  },
  'label-variants': {
    severity: 'refuse',
    when: 'labels differ only in capitals or white space',
    remedy: 'write them alike',
  },
  'one-class': {
    severity: 'refuse',
    when: 'every row has the same label',
    remedy: 'add rows of another class',
  },
  'too-many-classes': {
    severity: 'refuse',
    when: 'there are over two classes, and more than half as many as rows',
    remedy: 'check that the label column is the one meant',
  },
  'labels-like-text': {
    severity: 'warn',
    when: 'the typical label is longer than 40 characters',
    remedy: 'check that the label column is the one meant',
  },
  'labels-like-numbers': {
    severity: 'warn',
    when: 'there are over 20 classes and every one is a number',
    remedy: 'a classifier knows no order among them: sort the numbers into a few ranges',
  },
  'rare-class': {
    severity: 'warn',
    when: 'a class has a single row, which cannot be both learned from and tested on',
    remedy: 'add rows, or merge the class with another',
  },
  imbalance: {
    severity: 'warn',
    when: 'the largest class is over 20 times the smallest, or over 3 times a smallest with under 1 % of rows',
    remedy: 'judge by macro F1, and try balanced class weights',
  },
  'contradicting-labels': {
    severity: 'warn',
    when: 'the same text has different labels',
    remedy: 'decide for one label, or delete the rows',
  },
  'repeated-text': {
    severity: 'note',
    when: 'a text and its label repeat an earlier row',
    remedy: 'delete the repeats unless their number means something',
  },
  'near-repeated-text': {
    severity: 'note',
    when: 'a text repeats an earlier row but for capitals, white space or invisible characters',
    remedy: 'delete the repeats unless their number means something',
  },
  'label-in-text': {
    severity: 'warn',
    when: 'at least 90 % of the texts of a class of ten rows or more hold its label as a word, and at most 1 % of the others do',
    remedy: 'if the label was written into the text, remove it there',
  },
  mojibake: {
    severity: 'warn',
    when: 'UTF-8 was read as Latin-1 or Windows-1252 (Ã© for é, â€™ for ’)',
    remedy: 'read the source as UTF-8 and export it again',
  },
  'lost-characters': {
    severity: 'warn',
    when: 'a text holds U+FFFD or half a surrogate pair, where a decoder gave up',
    remedy: 'read the source in its own encoding and export it again',
  },
  'control-characters': {
    severity: 'warn',
    when: 'a text holds NUL or another control character',
    remedy: 'remove them, or read the source in its own encoding',
  },
  'html-entities': {
    severity: 'note',
    when: 'a text holds HTML entities (`&amp;`, `&#39;`)',
    remedy: 'decode them if the texts to be predicted will come without them',
  },
  'length-outlier': {
    severity: 'note',
    when: 'a text is over 50 times the median length and over 10,000 characters',
    remedy: 'check that it is one text and not several run together',
  },
  'leak-into-test': {
    severity: 'warn',
    when: 'a text of the test rows is among the training rows as well',
    remedy: 'delete it on one side, or the score flatters the model',
  },
  'contradicting-test': {
    severity: 'warn',
    when: 'a text of the test rows is among the training rows with another label',
    remedy: 'decide for one label on both sides',
  },
  'unseen-test-label': {
    severity: 'warn',
    when: 'a label of the test rows is not among the training rows; such rows count as wrong',
    remedy: 'add training rows of that label, or correct it',
  },
} as const satisfies Record<string, Kind>;

export type FindingKind = keyof typeof findingKinds;
export type Side = 'train' | 'test';

export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** Which rows `rows` counts in. */
  readonly side: Side;
  /** The first ten. */
  readonly rows: readonly number[];
  readonly count: number;
  /** One sentence: what was found, where, what to do. */
  readonly message: string;
}

export const namedRows = 10;

/** Three places are enough to go and look; the count says the rest. */
const namedPlaces = 3;

export function finding(
  kind: FindingKind,
  side: Side,
  what: string,
  found: { readonly rows: readonly number[]; readonly count: number },
  place?: (row: number) => string,
): Finding {
  const { severity, remedy } = findingKinds[kind];
  const rows = found.rows.slice(0, namedRows);
  const where = place && rows.length > 0 ? ` (${listPlaces(rows, found.count, place)})` : '';
  return { kind, severity, side, rows, count: found.count, message: `${what}${where}; ${remedy}.` };
}

function listPlaces(rows: readonly number[], count: number, place: (row: number) => string): string {
  const named = rows.slice(0, namedPlaces).map(place);
  return named.length < count ? `${named.join(', ')}, …` : named.join(', ');
}

/** Rows of one kind, counted; only the first few are kept. */
export interface Tally {
  readonly rows: number[];
  count: number;
}

export function emptyTally(): Tally {
  return { rows: [], count: 0 };
}

export function addRow(tally: Tally, row: number): void {
  if (tally.rows.length < namedRows) tally.rows.push(row);
  tally.count++;
}

/** "1 of 40 texts is" and "3 of 40 texts are", grammar being cheaper than a reader's doubt. */
export function share(count: number, of: number, noun: string, one: string, many: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`;
  return `${number(count)} of ${number(of)} ${of === 1 ? noun : plural} ${count === 1 ? one : many}`;
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** A label as it can stand in a sentence: quoted, controls made visible, cut to a line's worth. */
export function quote(label: string): string {
  return JSON.stringify(label.length > 40 ? `${label.slice(0, 39)}…` : label);
}
