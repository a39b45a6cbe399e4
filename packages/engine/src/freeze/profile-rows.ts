import { groupByText } from '@verdict/learn';
import { countWords } from './count-words.ts';
import type { DataProfile } from './freeze-request.ts';
import { frequentWords } from './frequent-words.ts';
import { spread } from './spread.ts';

/** What a person looks through to see what the texts are about; the first dozens say little. */
const topWords = 100;

/** What the texts look like, in time linear in their length (but for sorting two numbers a row). */
export function profileRows(texts: readonly string[]): DataProfile {
  const words = frequentWords();
  const lengths = Float64Array.from(texts, (text) => text.length);
  const counts = Float64Array.from(texts, (text, row) =>
    countWords(text, (start, end, hash, check) => words.see(row, text, start, end, hash, check)),
  );
  return {
    characters: spread(lengths),
    words: spread(counts),
    distinctTexts: groupByText(texts).reduce((most, group) => Math.max(most, group + 1), 0),
    topWords: words.top(topWords),
  };
}
