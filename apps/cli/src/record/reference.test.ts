import { describe, expect, it } from 'vitest';
import { dataArgument, dataNumber, modelArgument, nameAlone, recordArgument } from './reference.ts';

const none = (): boolean => false;

describe('what an argument means', () => {
  const data: readonly [text: string, kind: string][] = [
    ['reviews', 'record'],
    ['reviews@2', 'record'],
    ['reviews.2024@latest', 'record'],
    ['reviews.csv', 'file'],
    ['reviews.csv.gz', 'file'],
    ['./reviews', 'file'],
    ['../reviews@2', 'file'],
    ['', 'file'],
    ['a b', 'file'],
    ['a\u0000b', 'file'],
    ['a@b@c', 'file'],
  ];
  for (const [text, kind] of data)
    it(`--data ${JSON.stringify(text)} is a ${kind}`, () => expect(dataArgument(text, none).kind).toBe(kind));

  it('prefers a file that is there', () => {
    expect(dataArgument('reviews', () => true)).toEqual({ kind: 'file', path: 'reviews' });
    expect(modelArgument('reviews', () => true)).toEqual({ kind: 'file', path: 'reviews' });
  });

  it('takes a model by name, number and alias, and a .verdict for a file even where there is none', () => {
    expect(modelArgument('reviews', none)).toEqual({ kind: 'record', name: 'reviews', version: null });
    expect(modelArgument('reviews@3', none)).toEqual({ kind: 'record', name: 'reviews', version: '3' });
    expect(modelArgument('reviews@champion', none)).toEqual({
      kind: 'record',
      name: 'reviews',
      version: 'champion',
    });
    expect(modelArgument('reviews-1.verdict', none).kind).toBe('file');
  });
});

describe('references', () => {
  it('refuses what cannot be a name, with an example', () => {
    for (const text of ['../x', 'a b', '', 'x@', `${'n'.repeat(101)}`, 'a\u001b[2J'])
      expect(() => recordArgument(text, 'model')).toThrow(/names no model on record; write it as /);
  });

  it('takes a number or latest as a version of rows', () => {
    expect(dataNumber({ name: 'r', version: null })).toBe('latest');
    expect(dataNumber({ name: 'r', version: '12' })).toBe(12);
    for (const version of ['0', 'champion', '1e3', '007'])
      expect(() => dataNumber({ name: 'r', version })).toThrow(/is no version of rows/);
  });

  it('takes a name alone where a version says nothing', () => {
    expect(nameAlone('reviews', 'model')).toBe('reviews');
    expect(() => nameAlone('reviews@2', 'model')).toThrow('write reviews.');
  });
});
