import { describe, expect, test } from 'vitest';
import { decodeText, describeByte, type Encoding } from './decode-text.ts';
import { FilesError } from './errors.ts';
import { cutAt, inPieces } from './testing/chunks.ts';

interface Decoded {
  readonly text: string;
  readonly encoding: Encoding | null;
}

async function decode(chunks: AsyncIterable<Buffer>): Promise<Decoded> {
  const out: Buffer[] = [];
  let encoding: Encoding | null = null;
  const context = {
    onEncoding: (found: Encoding) => {
      encoding = found;
    },
    refuse: async (code: FilesError['code'], byte: number, say: (place: string) => string) =>
      new FilesError(code, 'x', say(describeByte('x', { byte })), { place: { byte } }),
  };
  for await (const chunk of decodeText(chunks, context)) out.push(Buffer.from(chunk));
  return { text: Buffer.concat(out).toString(), encoding };
}

const story = 'label,text\npos,"naïve café"\nneg,🎬 – “ok”\n';
const western = Buffer.concat([
  Buffer.from('label,text\npos,"na'),
  Buffer.from([0xef]),
  Buffer.from('ve caf'),
  Buffer.from([0xe9]),
  Buffer.from(' '),
  Buffer.from([0x80, 0x93, 0x94]),
  Buffer.from(' costs '),
  Buffer.from([0xa3]),
  Buffer.from('5 or so"\n'),
]);
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('text in', () => {
  test.each<[string, Buffer, string, Encoding]>([
    ['UTF-8', Buffer.from(story), story, 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${story}`), story, 'utf-8'],
    ['UTF-16, low byte first', Buffer.from(`\ufeff${story}`, 'utf16le'), story, 'utf-16le'],
    ['UTF-16, high byte first', swapped(`\ufeff${story}`), story, 'utf-16be'],
    ['windows-1252', western, 'label,text\npos,"naïve café €“” costs £5 or so"\n', 'windows-1252'],
    ['one byte', Buffer.from('a'), 'a', 'utf-8'],
  ])('%s is read, wherever it is cut', async (_, bytes, text, encoding) => {
    for (let at = 0; at <= bytes.length; at++)
      expect(await decode(cutAt(bytes, at))).toEqual({ text, encoding });
    expect(await decode(inPieces(bytes, 1))).toEqual({ text, encoding });
  });

  const damaged = Buffer.concat([Buffer.from('café é x'), Buffer.from([0xff]), Buffer.from(' y é')]);
  const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]);
  test.each<[string, Buffer, string, number]>([
    ['UTF-8 that breaks after it was shown', damaged, 'ENCODING', 10],
    ['a NUL', Buffer.from('a,b\n\0'), 'NUL_BYTE', 4],
    ['a NUL after the mark', Buffer.from('\ufeffa\0'), 'NUL_BYTE', 4],
    ['a NUL in UTF-16', Buffer.from('\ufeffab\0', 'utf16le'), 'NUL_BYTE', 4],
    [
      'UTF-16 that ends in half a character',
      Buffer.concat([Buffer.from('\ufeffab', 'utf16le'), Buffer.from([1])]),
      'ENCODING',
      7,
    ],
    ['Cyrillic in one byte a letter', Buffer.concat([Buffer.from('text\n'), cyrillic]), 'ENCODING', 5],
    ['control characters beside high bytes', Buffer.from('abcdefghij\xe9\x01', 'latin1'), 'ENCODING', 10],
    ['bytes that windows-1252 does not have', Buffer.from('abcdefghij\x81', 'latin1'), 'ENCODING', 10],
  ])('%s is refused with its byte', async (_, bytes, code, byte) => {
    await expect(decode(inPieces(bytes, bytes.length))).rejects.toMatchObject({ code, place: { byte } });
  });

  test('UTF-8 whose last character is cut off is refused', async () => {
    const cut = Buffer.from('é and 🎬').subarray(0, -1);
    await expect(decode(inPieces(cut, 4))).rejects.toMatchObject({ code: 'ENCODING', place: { byte: 7 } });
  });
});
