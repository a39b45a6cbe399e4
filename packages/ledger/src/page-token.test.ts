import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LedgerError } from './errors.ts';
import { decodePageToken, encodePageToken, pageLimit, pageOf } from './page-token.ts';

describe('a page token', () => {
  test('gives back the key that it was made of', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      fc.double({ noNaN: true }).map((value) => value + 0),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.string(), (key, query) => {
        const shape = key.map((value) =>
          typeof value === 'string' ? ('string?' as const) : ('double?' as const),
        );
        expect(decodePageToken([query], encodePageToken([query], key), shape)).toEqual(key);
      }),
    );
  });

  test.each([
    ['another query', encodePageToken(['b'], [1]), 'belongs to another query'],
    ['another shape', encodePageToken(['a'], ['x']), 'is damaged'],
    ['a number that is not whole', encodePageToken(['a'], [0.5]), 'is damaged'],
    ['a number out of range', encodePageToken(['a'], [1e300]), 'is damaged'],
    ['null', encodePageToken(['a'], [null]), 'is damaged'],
    ['too many parts', encodePageToken(['a'], [1, 2]), 'is damaged'],
    ['no JSON', 'AAAA', 'is damaged'],
    ['no list', Buffer.from('{}').toString('base64url'), 'is damaged'],
    ['a part cut off', encodePageToken(['a'], [1]).slice(0, 12), 'is damaged'],
  ])('of %s is refused', (_, token, fault) => {
    expect(() => decodePageToken(['a'], token, ['integer'])).toThrow(fault);
  });

  test('a NUL in a key would be refused by PostgreSQL, so it is refused here', () => {
    expect(() => decodePageToken([], encodePageToken([], ['a\0']), ['string'])).toThrow('is damaged');
  });

  test('made up is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.base64String({ minLength: 1 })), (token) => {
        expect(() => decodePageToken(['a'], token, ['integer'])).toThrow(LedgerError);
      }),
    );
  });

  test('none is the first page', () => {
    for (const token of [undefined, null, '']) expect(decodePageToken([], token, ['integer'])).toBeNull();
  });
});

describe('a page', () => {
  test('has a token where there is more', () => {
    const options = { item: (row: number) => row, token: (last: number) => `after ${last}` };
    expect(pageOf([1, 2, 3], 2, options)).toEqual({ items: [1, 2], nextPageToken: 'after 2' });
    expect(pageOf([1, 2], 2, options)).toEqual({ items: [1, 2], nextPageToken: null });
    expect(pageOf([], 2, options)).toEqual({ items: [], nextPageToken: null });
  });

  test.each([0, -1, 1.5, 1001, Number.NaN])('of %d items is refused', (limit) => {
    expect(() => pageLimit(limit)).toThrow('1 to 1000 items');
  });

  test('has 100 items where nothing is said', () => {
    expect(pageLimit(undefined)).toBe(100);
  });
});
