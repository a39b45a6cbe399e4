const warm = ['warm', 'funny', 'lovely', 'bright', 'clever'];
const cold = ['dull', 'slow', 'noisy', 'flat', 'clumsy'];
const things = ['film', 'scene', 'story', 'actor', 'ending', 'plot', 'song', 'camera'];

/** Reviews that any recipe can tell apart, no two alike; the same for the same seed. */
export function reviewsCsv(seed: number, rows: number): string {
  let state = seed + 1;
  const pick = (words: readonly string[]): string => {
    // Numerical Recipes' generator: what matters here is only that it is always the same.
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return words[Math.floor((state / 2 ** 32) * words.length)] ?? '';
  };
  const lines = Array.from({ length: rows }, (_, row) => {
    const words = row % 2 === 0 ? warm : cold;
    const text = `${pick(words)} ${pick(things)} ${pick(words)} ${pick(things)} of row ${row} in ${seed}`;
    return `${text},${row % 2 === 0 ? 'positive' : 'negative'}`;
  });
  return `text,label\n${lines.join('\n')}\n`;
}
