import { expect, test } from 'vitest';
import { labelKey } from './label-keys.ts';

const pressed = (key: string, more = {}) => ({ key, held: false, typing: false, repeat: false, ...more });

test.each([
  ['1', { kind: 'label', at: 0 }],
  ['2', { kind: 'label', at: 1 }],
  ['3', null],
  ['0', null],
  ['s', { kind: 'skip' }],
  ['S', { kind: 'skip' }],
  ['u', { kind: 'undo' }],
  ['w', { kind: 'words' }],
  ['?', { kind: 'help' }],
  ['Enter', null],
  ['x', null],
])('of two classes, %s means %j', (key, meaning) => {
  expect(labelKey(pressed(key), 2)).toEqual(meaning);
});

test.each([{ held: true }, { typing: true }, { repeat: true }])('no key means anything with %j', (more) => {
  for (const key of ['1', 's', 'u', '?']) expect(labelKey(pressed(key, more), 2)).toBeNull();
});

test('of more than nine classes the first nine have keys', () => {
  expect(labelKey(pressed('9'), 12)).toEqual({ kind: 'label', at: 8 });
});
