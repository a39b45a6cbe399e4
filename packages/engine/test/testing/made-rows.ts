import { createRandom } from '@verdict/learn';

export interface MadeRow {
  readonly text: string;
  readonly label: string;
}

const openings = ['The film', 'This story', 'The whole cast', 'Her second book', 'The ending'];
const words: Readonly<Record<string, readonly string[]>> = {
  good: ['was wonderful', 'moved me deeply', 'is a small delight', 'deserves every prize', 'was superb'],
  bad: ['was dreadful', 'bored me to tears', 'is a waste of time', 'falls apart', 'was terrible'],
  mixed: [
    'has its moments',
    'is neither here nor there',
    'starts well and sags',
    'was all right',
    'is uneven',
  ],
};

/** Rows that a model learns and sometimes gets wrong: one in ten is labelled by chance. */
export function madeRows(count: number, labels: readonly string[] = ['bad', 'good']): MadeRow[] {
  const random = createRandom('made rows');
  return Array.from({ length: count }, (_, index) => {
    const own = labels[index % labels.length];
    const says = words[Object.keys(words)[index % labels.length]];
    const pick = (list: readonly string[]): string => list[random.below(list.length)];
    const text = `${pick(openings)} ${pick(says)}, and it ${pick(says)}${index % 3 === 0 ? `; ${pick(openings).toLowerCase()} ${pick(says)}` : ''}. (${index})`;
    return { text, label: random.below(10) === 0 ? pick(labels) : own };
  });
}

export function csvOf(rows: readonly MadeRow[]): string {
  const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  return ['text,label', ...rows.map(({ text, label }) => `${cell(text)},${cell(label)}`), ''].join('\n');
}
