export interface Span {
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly contribution: number;
}

export interface WeighedWord {
  readonly text: string;
  readonly weight: number;
}

/**
 * The text cut into words and what lies between them, each with its share of the explanation. A span that covers
 * several words is shared out by length, so that all shares add up to the spans.
 */
export function weighWords(text: string, spans: readonly Span[]): readonly WeighedWord[] {
  const weights = new Float64Array(text.length);
  for (const { start, end, contribution } of spans) {
    for (let at = start; at < end; at++) weights[at] += contribution / (end - start);
  }
  const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
  return Array.from(segments, ({ segment, index }) => {
    let weight = 0;
    for (let at = index; at < index + segment.length; at++) weight += weights[at];
    return { text: segment, weight };
  });
}

/** The words that weighed most, each once however often it stands there. */
export function strongestWords(words: readonly WeighedWord[], most: number): readonly WeighedWord[] {
  const sums = new Map<string, number>();
  for (const { text, weight } of words) {
    const word = text.trim().toLowerCase();
    if (word !== '' && weight !== 0) sums.set(word, (sums.get(word) ?? 0) + weight);
  }
  return Array.from(sums, ([text, weight]) => ({ text, weight }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, most);
}
