import { describe, expect, test } from 'vitest';
import { parseModelReference } from './parse-model-reference.ts';

describe('parseModelReference', () => {
  test.each([
    ['sms', { name: 'sms', version: 'champion' }],
    ['sms@3', { name: 'sms', version: 3 }],
    ['sms@latest', { name: 'sms', version: 'latest' }],
    ['sentiment-en.v2@next_one', { name: 'sentiment-en.v2', version: 'next_one' }],
    ['7@7', { name: '7', version: 7 }],
  ])('reads %s', (text, reference) => expect(parseModelReference(text)).toEqual(reference));

  test.each([
    '',
    '@3',
    'sms@',
    'sms@0',
    'sms@03',
    'sms@9999999999',
    'sms@3@4',
    '../sms',
    'sms@a/b',
    'a\u0000b',
    `${'x'.repeat(101)}@1`,
  ])('refuses %j', (text) =>
    expect(() => parseModelReference(text)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' })),
  );
});
