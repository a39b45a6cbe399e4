import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsHash } from './rows-hash.ts';

function hashOf(texts: readonly string[], labels: readonly string[]): string {
  const hash = rowsHash();
  for (const [row, text] of texts.entries()) hash.add(text, labels[row]);
  return hash.digest();
}

/** The definition, written out. */
function framed(cells: readonly string[]): string {
  const parts = cells.map((cell) => {
    const bytes = Buffer.from(cell);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

describe('rowsHash', () => {
  it('is SHA-256 over the framed rows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string())), (rows) => {
        const version = hashOf(
          rows.map(([text]) => text),
          rows.map(([, label]) => label),
        );
        expect(version).toBe(framed(rows.flat()));
      }),
    );
  });

  it('does not depend on how cells fall into its buffer', () => {
    const sizes = [2 ** 20 / 3 - 5, 10, 2 ** 20 / 3, 2 ** 20, 3 * 2 ** 20, 0, 7];
    const texts = sizes.map((size, index) => 'xé€'[index % 3].repeat(Math.floor(size)));
    const labels = texts.map(() => 'spam');
    expect(hashOf(texts, labels)).toBe(framed(texts.flatMap((text) => [text, 'spam'])));
  });

  it('tells apart what only the borders of cells tell apart', () => {
    const versions = [
      hashOf(['ab'], ['c']),
      hashOf(['a'], ['bc']),
      hashOf(['a', 'b'], ['b', 'a']),
      hashOf(['b', 'a'], ['a', 'b']),
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });
});
