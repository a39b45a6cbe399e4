import { pickOf } from './pick-of.ts';

/** Sentences about films with the label that whoever wrote them meant, for training: half praise, half blame. */
export function filmRows(count: number): readonly (readonly [text: string, label: string])[] {
  const pick = pickOf(23);
  return Array.from({ length: count }, (_, at) => {
    const [says, ends, label] = at % 2 === 0 ? [praise, joys, 'positive'] : [blame, regrets, 'negative'];
    return [
      `${pick(things)} ${pick(says)}, and ${pick(things).toLowerCase()} ${pick(says)}. ${pick(ends)} (${at})`,
      label,
    ];
  });
}

export function csvOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return `text,label\n${lines.join('\n')}\n`;
}

const things = [
  'The film',
  'Its ending',
  'The music',
  'The first hour',
  'The whole cast',
  'Every scene in the kitchen',
  'The camera',
  'What they say to each other',
];
const praise = [
  'is wonderful',
  'moved me to tears of joy',
  'is a quiet delight',
  'was warm, clever and beautifully made',
  'is superb from beginning to end',
  'deserves every prize there is',
];
const blame = [
  'is awful',
  'bored me to tears',
  'is a dull and lifeless mess',
  'was loud, stupid and badly made',
  'is terrible from beginning to end',
  'wastes everybody’s time',
];
const joys = ['I loved it.', 'I would see it again tomorrow.', 'A great evening.', 'The best in years.'];
const regrets = ['I hated it.', 'I want my money back.', 'A wasted evening.', 'The worst in years.'];
