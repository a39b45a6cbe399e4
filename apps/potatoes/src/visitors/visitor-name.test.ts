import { expect, test } from 'vitest';
import { PotatoesError } from '../errors.ts';
import { visitorName } from './visitor-name.ts';

test.each([
  ['Ada', 'Ada'],
  ['  Ada   of\u00a0the Balcony ', 'Ada of the Balcony'],
  ['آدا', 'آدا'],
  ['<b>Ada</b>', '<b>Ada</b>'],
  ['👩‍🚀', '👩‍🚀'],
  ['x'.repeat(40), 'x'.repeat(40)],
])('%j becomes %j', (given, name) => expect(visitorName(given)).toBe(name));

test.each([
  '',
  '   ',
  '\u200d',
  'x'.repeat(41),
  'a\nb',
  'a\u202eb',
  'a\u200bb',
  'a\0b',
  '\ud83e',
  'a\u2066b',
])('%j is refused', (given) => expect(() => visitorName(given)).toThrow(PotatoesError));
