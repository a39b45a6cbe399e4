import { expect, test } from 'vitest';
import { storedJson } from './stored-json.ts';

test('keeps what jsonb can hold and replaces the rest, in keys and in values', () => {
  const value = { 'a\0': ['\ud83d', '\ud83d\ude00', '\\u0000', '\\\0', 'x\n'] };
  expect(JSON.parse(storedJson(value))).toEqual({
    'a\ufffd': ['\ufffd', '\ud83d\ude00', '\\u0000', '\\\ufffd', 'x\n'],
  });
});
