const good = ['wonderful', 'moving', 'funny', 'brilliant', 'warm', 'clever', 'gripping'];
const bad = ['dull', 'awful', 'boring', 'clumsy', 'flat', 'tedious', 'lifeless'];
const things = ['film', 'plot', 'cast', 'ending', 'score', 'script', 'picture', 'story', 'scene'];

export interface Row {
  readonly text: string;
  readonly label: string;
}

/** Reviews that a model can learn, every text another one. */
export function reviews(count: number, labels = ['negative', 'positive'] as const): Row[] {
  return Array.from({ length: count }, (_, row) => {
    const words = row % 2 === 0 ? bad : good;
    const [first, second] = [words[row % 7], words[(3 * row + 1) % 7]];
    const text = `A ${first} ${things[row % 9]} with a ${second} ${things[(5 * row + 2) % 9]}, number ${row}.`;
    return { text, label: labels[row % 2] };
  });
}

export function csv(rows: readonly Row[]): string {
  return `text,label\n${rows.map(({ text, label }) => `"${text}",${label}\n`).join('')}`;
}
