import { describe, expect, it } from 'vitest';
import { whatIsMeant } from './what-is-meant.ts';

const there = new Set(['photo@2x.png', 'reviews', 'icons@3.dvc']);
const meant = (words: readonly string[], root: string | undefined = '/repository') =>
  whatIsMeant(words, { root, exists: (path) => there.has(path) }, 'verify');

describe('what a word after verdict data means', () => {
  it.each([[['reviews@1']], [['reviews@latest']]])('is, with a version, something on record: %j', (words) => {
    expect(meant(words)).toEqual({ kind: 'record', version: words[0] });
  });

  it.each([
    [[]],
    [['reviews']],
    [['nothing-here']],
    [['data', 'reviews.dvc']],
    [['photo@2x.png']],
    [['icons@3']],
    [['./reviews@1']],
  ])('is a path of the DVC repository otherwise: %j', (words) => {
    expect(meant(words)).toEqual({ kind: 'tracked', targets: words });
  });

  it('is on record wherever there is no DVC repository', () => {
    expect(whatIsMeant(['reviews'], { root: undefined }, 'verify')).toEqual({
      kind: 'record',
      version: 'reviews',
    });
  });

  it.each([
    [[], undefined, /no DVC repository.*verdict data verify reviews@1\.$/],
    [['one', 'two'], undefined, /one version on record at a time/],
    [['reviews@1', 'data'], '/repository', /write verdict data verify reviews@1\.$/],
  ])('is wrong usage where it could be either: %j', (words, root, message) => {
    expect(() => whatIsMeant(words, { root, exists: () => false }, 'verify')).toThrow(message);
  });
});
