import { describe, expect, it } from 'vitest';
import { seedFilms } from '../../content/films.ts';
import { breakTitle, designPoster, palettes } from './design-poster.ts';

const film = { id: 1, name: 'Potatoes of the Moon', year: 2024, genres: ['comedy'] };

describe('a poster’s design', () => {
  it('is the same for the same film, and goes on the same way', () => {
    const [one, other] = [designPoster(film), designPoster({ ...film, id: 9 })];
    expect({ ...one, random: null }).toEqual({ ...other, random: null });
    expect([one.random(0, 9), one.random(0, 9)]).toEqual([other.random(0, 9), other.random(0, 9)]);
  });

  it('varies over the films that the site opens with', () => {
    const designs = seedFilms.map((each) => designPoster({ ...each, id: 0 }));
    expect(new Set(designs.map(({ palette }) => palette)).size).toBe(palettes.length);
    expect(
      new Set(designs.map(({ layout, palette, genre }) => `${layout} ${genre} ${palette.paper}`)).size,
    ).toBeGreaterThan(40);
  });

  it('sets every title inside the poster', () => {
    const names = [
      ...seedFilms.map(({ name }) => name),
      'A',
      'X'.repeat(500),
      'one two '.repeat(80),
      '',
      '🥔'.repeat(40),
    ];
    for (const name of names) {
      const { lines, letterSize } = designPoster({ ...film, name });
      expect(lines.length, name).toBeLessThanOrEqual(4);
      for (const line of lines) expect(line.length * 0.78 * letterSize, name).toBeLessThanOrEqual(175);
      expect(lines.length * letterSize * 1.12, name).toBeLessThanOrEqual(66);
    }
  });

  it('prints letters that read on the paper', () => {
    for (const { paper, letters } of palettes) expect(contrast(paper, letters), paper).toBeGreaterThan(4.5);
  });
});

describe('a title’s lines', () => {
  it.each([
    ['Marrowbone', ['MARROWBONE']],
    ['Tin Horses', ['TIN HORSES']],
    ['Seven Minutes to Marrow', ['SEVEN MINUTES', 'TO MARROW']],
    ['Grandmother Versus the Motorway', ['GRANDMOTHER', 'VERSUS THE', 'MOTORWAY']],
  ])('%s', (name, lines) => {
    expect(breakTitle(name)).toEqual(lines);
  });
});

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2: of sRGB. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
