import { expect, test } from 'vitest';
import { hashBytes } from './hash-file.ts';
import { hashPieces } from './hash-pieces.ts';
import { md5Of } from './md5.ts';

const text = Buffer.from('a\r\nb\r\n');

test('DVC 2 hashes text with CRLF as LF, and binary as it is', () => {
  expect(hashBytes(text, 'md5-dos2unix')).toBe(md5Of(Buffer.from('a\nb\n')));
  const binary = Buffer.from('a\r\n\0b\r\n');
  expect(hashBytes(binary, 'md5-dos2unix')).toBe(md5Of(binary));
  expect(hashBytes(text, 'md5')).toBe(md5Of(text));
});

test('a CRLF across two pieces of a megabyte stays, as it did with DVC 2', () => {
  const long = Buffer.concat([Buffer.alloc(2 ** 20 - 1, 'a'), Buffer.from('\r\nb\r\n')]);
  const expected = Buffer.concat([Buffer.alloc(2 ** 20 - 1, 'a'), Buffer.from('\r'), Buffer.from('\nb\n')]);
  expect(hashBytes(long, 'md5-dos2unix')).toBe(md5Of(expected));
});

test('pieces of any size hash to the same', async () => {
  const long = Buffer.concat([Buffer.alloc(2 ** 20 - 1, 'a'), Buffer.from('\r\nb\r\n'.repeat(1000))]);
  async function* pieces() {
    for (let at = 0; at < long.length; at += 70_001) yield long.subarray(at, at + 70_001);
  }
  for (const name of ['md5', 'md5-dos2unix'] as const)
    expect(await hashPieces(pieces(), name)).toBe(hashBytes(long, name));
});
