import type { PosterFilm } from './poster-film.ts';
import { pick, type Random, seededRandom } from './seeded-random.ts';

/** Printed in four inks: the paper, two for the picture, and one for letters that reads on the paper. */
export interface Palette {
  readonly paper: string;
  readonly first: string;
  readonly second: string;
  readonly letters: string;
}

export const palettes: readonly Palette[] = [
  { paper: '#f2e3c6', first: '#c8472b', second: '#1f4e5f', letters: '#26211c' },
  { paper: '#14213d', first: '#fca311', second: '#5c7ea6', letters: '#f5efe0' },
  { paper: '#e8d8c3', first: '#2f5d50', second: '#d98e3f', letters: '#2a231c' },
  { paper: '#2b1d2f', first: '#e4576b', second: '#8a6bb0', letters: '#f8ead9' },
  { paper: '#d7e0d2', first: '#33524a', second: '#e0764a', letters: '#1d2a26' },
  { paper: '#1c2b24', first: '#d9c55f', second: '#5f8f72', letters: '#f1efdc' },
  { paper: '#f4d35e', first: '#0d3b66', second: '#ee6c4d', letters: '#1b2733' },
  { paper: '#3a1212', first: '#e9c9a1', second: '#b33a2e', letters: '#f8e9d2' },
  { paper: '#cfdbe6', first: '#7c2f3f', second: '#3f6c8f', letters: '#1f2630' },
  { paper: '#191919', first: '#e6e1d3', second: '#d0402b', letters: '#f3efe4' },
  { paper: '#efc7b5', first: '#5b2a4b', second: '#c9503c', letters: '#301a2b' },
  { paper: '#0f3d3e', first: '#f2b880', second: '#3f8f87', letters: '#f4eddc' },
];

export const layouts = ['below', 'above', 'plate'] as const;
export type Layout = (typeof layouts)[number];

export interface PosterDesign {
  readonly palette: Palette;
  readonly layout: Layout;
  readonly isSerif: boolean;
  readonly lines: readonly string[];
  /** In units of which a poster is 200 wide. */
  readonly letterSize: number;
  /** Whose picture is drawn. */
  readonly genre: string;
  /** The picture goes on drawing from it. */
  readonly random: Random;
}

/** The same film always has the same poster, wherever and whenever it is drawn. */
export function designPoster({ name, year, genres }: PosterFilm): PosterDesign {
  const random = seededRandom(`${name} ${year}`);
  const palette = pick(random, palettes);
  const isSerif = pick(random, [true, true, false]);
  const lines = breakTitle(name);
  const layout = pick(random, lines.length > 2 ? layouts.slice(0, 2) : layouts);
  const longest = Math.max(...lines.map((line) => line.length));
  return {
    palette,
    layout,
    isSerif,
    lines,
    letterSize: Math.max(
      7,
      Math.min(26, Math.floor(168 / (longest * widthOfCapital)), Math.floor(58 / lines.length)),
    ),
    genre: pick(random, genres.length > 0 ? genres : ['drama']),
    random,
  };
}

/** Of bold capitals and spaces, in the widest of the fonts that a machine may have, as a share of the size. */
const widthOfCapital = 0.78;
const mostCharacters = 13;
const mostLines = 4;
/** At the smallest size that a line of letters is worth. */
const mostInLine = 28;

/** Into lines of about the same length, so that short titles stand large. */
export function breakTitle(name: string): readonly string[] {
  const words = name.toUpperCase().split(/\s+/).filter(Boolean);
  const wanted = Math.min(mostLines, Math.max(1, Math.ceil(name.length / mostCharacters)));
  const perLine = Math.ceil(name.length / wanted) + 2;
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && (`${last} ${word}`.length <= perLine || lines.length === mostLines)) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.map((line) => (line.length > mostInLine ? `${line.slice(0, mostInLine - 1)}…` : line));
}
