import { textOf } from '../texts.ts';
import {
  addRow,
  emptyTally,
  type Finding,
  type FindingKind,
  finding,
  number,
  type Side,
  share,
  type Tally,
} from './finding.ts';
import { isBlank } from './hash-text.ts';
import { type LabelledTexts, placeOf } from './labelled-texts.ts';
import { type Oddity, odditiesOf } from './text-oddities.ts';

/** A long novel. One such row is nearly always a quotation mark that swallowed the rest of a file. */
const maxLength = 1_000_000;
/** Lengths of real texts spread over two decades; 50 times the median is past even long reviews. */
const outlierRatio = 50;
/** Where the median is a few words, 50 times that is an ordinary paragraph. */
const outlierLength = 10_000;

const oddityPhrases: Readonly<Record<Oddity, readonly [one: string, many: string]>> = {
  mojibake: ['was read in the wrong encoding', 'were read in the wrong encoding'],
  'lost-characters': ['has lost characters', 'have lost characters'],
  'control-characters': ['holds control characters', 'hold control characters'],
  'html-entities': ['holds HTML entities', 'hold HTML entities'],
};

/** What each text alone can tell. About 1 ns a character. */
export function checkTexts(data: LabelledTexts, side: Side): readonly Finding[] {
  const { texts } = data;
  const rows = texts.length;
  const tallies = new Map<FindingKind, Tally>();
  const tally = (kind: FindingKind, row: number) => {
    let kept = tallies.get(kind);
    if (!kept) {
      kept = emptyTally();
      tallies.set(kind, kept);
    }
    addRow(kept, row);
  };

  const lengths = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const text = textOf(texts, row);
    lengths[row] = text.length;
    if (text.length > maxLength) tally('text-too-long', row);
    else if (isBlank(text)) tally('empty-text', row);
    for (const oddity of odditiesOf(text)) tally(oddity, row);
  }
  const median = lengths.toSorted()[rows >> 1] ?? 0;
  const bound = Math.max(outlierLength, outlierRatio * median);
  for (let row = 0; row < rows; row++) {
    if (lengths[row] > bound && lengths[row] <= maxLength) tally('length-outlier', row);
  }

  const phrases: Partial<Record<FindingKind, readonly [one: string, many: string]>> = {
    ...oddityPhrases,
    'empty-text': ['is empty', 'are empty'],
    'text-too-long': [`exceeds ${number(maxLength)} characters`, `exceed ${number(maxLength)} characters`],
    'length-outlier': [
      `is over ${outlierRatio} times the median of ${number(median)} characters`,
      `are over ${outlierRatio} times the median of ${number(median)} characters`,
    ],
  };
  return [...tallies].map(([kind, found]) => {
    const [one, many] = phrases[kind] ?? ['is odd', 'are odd'];
    const noun = side === 'test' ? 'test text' : 'text';
    return finding(kind, side, share(found.count, rows, noun, one, many), found, placeOf(data));
  });
}
