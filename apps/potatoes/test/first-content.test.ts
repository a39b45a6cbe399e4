import { describe, expect, it } from 'vitest';
import { genres, seedFilms } from '../content/films.ts';
import { seedReviews } from '../content/reviews.ts';

describe('the first content', () => {
  it('has films enough, each named once, in known genres, with a summary', () => {
    expect(seedFilms.length).toBeGreaterThanOrEqual(50);
    expect(new Set(seedFilms.map(({ name }) => name)).size).toBe(seedFilms.length);
    expect(seedFilms.flatMap((film) => film.genres).filter((genre) => !genres.includes(genre))).toEqual([]);
    expect(new Set(seedFilms.flatMap((film) => film.genres)).size).toBe(genres.length);
    for (const { name, year, description } of seedFilms) {
      expect(year, name).toBeGreaterThan(1900);
      expect(description.split(/[.?!](?: |$)/).length - 1, name).toBeGreaterThanOrEqual(2);
      expect(description.length, name).toBeLessThan(400);
    }
  });

  it('has reviews enough, each of five words or more, of a film that is there', () => {
    const names = new Set(seedFilms.map(({ name }) => name));
    expect(seedReviews.length).toBeGreaterThanOrEqual(120);
    expect(new Set(seedReviews.map(({ film }) => film)).size).toBeGreaterThanOrEqual(40);
    expect(seedReviews.filter(({ film }) => !names.has(film))).toEqual([]);
    for (const { text, author, daysAgo } of seedReviews) {
      expect(text.split(' ').length, text).toBeGreaterThanOrEqual(5);
      expect(author).toMatch(/^[a-z0-9_]{3,30}$/);
      expect(daysAgo).toBeGreaterThan(0);
    }
  });

  it('never says the same thing twice of one film', () => {
    const keys = seedReviews.map(({ film, text }) => `${film}\n${text}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
