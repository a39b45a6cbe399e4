import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { frozenTexts } from './frozen-texts.ts';
import { textPacker } from './text-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'verdict-label-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Long enough for several members, and for pieces that end inside a character. */
const texts = Array.from({ length: 3000 }, (_, row) => `${row} é🎬 "a\nb" ${'x'.repeat(row % 700)}`);

function pack(rows: readonly string[]): Buffer {
  const pieces: Uint8Array[] = [];
  const packer = textPacker((bytes) => pieces.push(bytes));
  for (const text of rows) packer.add(text);
  expect(packer.end().rows).toBe(rows.length);
  return Buffer.concat(pieces);
}

async function read(path: string, fromRow: number): Promise<string[]> {
  const found: string[] = [];
  for await (const some of frozenTexts(path, fromRow, new AbortController().signal)) found.push(...some);
  return found;
}

describe('frozen texts', () => {
  const path = join(folder, 'texts.jsonl.gz');
  writeFileSync(path, pack(texts));

  test.each([0, 1, 1499, 2999, 3000])('are read as they were from row %d on', async (fromRow) => {
    expect(await read(path, fromRow)).toEqual(texts.slice(fromRow));
  });

  test('have one hash, whatever they are packed with', () => {
    const hashOf = () => {
      const packer = textPacker(() => {});
      for (const text of texts) packer.add(text);
      return packer.end().textsSha256;
    };
    expect(hashOf()).toBe(hashOf());
  });

  test.each([
    ['fewer rows than were asked to be passed over', gzipSync('"a"\n'), 2],
    ['a last line that is cut', gzipSync('"a"\n"b'), 0],
    ['a line that is no text', gzipSync('{"text":"a"}\n'), 0],
    ['no JSON', gzipSync('a\n'), 0],
  ])('are refused with %s', async (_, bytes, fromRow) => {
    const damaged = join(folder, 'damaged.gz');
    writeFileSync(damaged, bytes);
    await expect(read(damaged, fromRow)).rejects.toThrow('is no frozen input of a batch');
  });

  test('are refused where the file is cut', async () => {
    const cut = join(folder, 'cut.gz');
    const bytes = pack(texts);
    writeFileSync(cut, bytes.subarray(0, bytes.length - 20));
    await expect(read(cut, 0)).rejects.toThrow();
  });
});
