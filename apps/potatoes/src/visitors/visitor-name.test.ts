import { expect, test } from 'vitest';
import { PotatoesError } from '../errors.ts';
import { visitorName } from './visitor-name.ts';

test.each([
  ['Ada', 'Ada'],
  ['  Ada   of\u00a0the Balcony ', 'Ada of the Balcony'],
  ['آدا', 'آدا'],
  ['<b>Ada</b>', '<b>Ada</b>'],
  ['👩‍🚀', '👩‍🚀'],
  ['ཧཱུྃ', 'ཧཱུྃ'],
  ['Ngô Thị Nguyệt', 'Ngô Thị Nguyệt'],
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
  '\u3164\u3164',
  'a\u2800b',
  `Z${'\u0301'.repeat(30)}`,
])('%j is refused', (given) => expect(() => visitorName(given)).toThrow(PotatoesError));

test('a name of a hundred thousand marks is refused in no time', () => {
  const before = performance.now();
  expect(() => visitorName(`a${'\u0301\u0323'.repeat(50_000)}`)).toThrow(/choose one of 40/);
  // To bring the marks into order takes seconds.
  expect(performance.now() - before).toBeLessThan(500);
});
