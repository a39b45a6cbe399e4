/**
 * The text cut into words and what lies between them, each with its share of the explanation. A span that
 * covers several words is shared out by length, so that all shares add up to the spans.
 */
export function weighWords(text, spans) {
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

/** The n-grams that the server names; of a model that reads letters, which nobody reads, whole words instead. */
export function strongestParts(words, strongest, readsLetters) {
  if (!readsLetters) return strongest.map(({ text, contribution }) => ({ text, weight: contribution }));
  const sums = new Map();
  for (const { text, weight } of words) {
    const word = text.trim().toLowerCase();
    if (word !== '') sums.set(word, (sums.get(word) ?? 0) + weight);
  }
  return Array.from(sums, ([text, weight]) => ({ text, weight })).sort(
    (a, b) => Math.abs(b.weight) - Math.abs(a.weight),
  );
}
