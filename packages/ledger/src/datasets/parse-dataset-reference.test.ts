import { describe, expect, it } from 'vitest';
import { parseDatasetReference } from './parse-dataset-reference.ts';

describe('parseDatasetReference', () => {
  it.each([
    ['reviews', { name: 'reviews', number: 'latest' }],
    ['reviews@latest', { name: 'reviews', number: 'latest' }],
    ['reviews@3', { name: 'reviews', number: 3 }],
    ['a.b_c-d@10', { name: 'a.b_c-d', number: 10 }],
  ])('reads %s', (text, reference) => {
    expect(parseDatasetReference(text)).toEqual(reference);
  });

  it.each([
    '',
    '@3',
    'reviews@',
    'reviews@0',
    'reviews@-1',
    'reviews@1.5',
    'reviews@03',
    'reviews@champion',
    '../x@1',
    'a b',
    'a\n',
    'a@1@2',
    'a@9999999999',
  ])('refuses %j', (text) => {
    expect(() => parseDatasetReference(text)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }));
  });
});
