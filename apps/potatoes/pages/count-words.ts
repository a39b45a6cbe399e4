const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** As people of any script count: by spaces where there are some, by the dictionary where there are none. */
export function countWords(text: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}
