import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readLabelledRows } from './read-labelled-rows.ts';
import { makeTempFolder } from './testing/temp-folder.ts';
import { writeRows } from './write-rows.ts';

const folder = makeTempFolder();
afterAll(folder.remove);

describe('rows are written', () => {
  test.each([
    ['csv', 'text,n\n"a, ""b""",1.5\n"c\nd",\ne,true\n'],
    ['tsv', 'text\tn\n"a, ""b"""\t1.5\n"c\nd"\t\ne\ttrue\n'],
    ['jsonl', '{"text":"a, \\"b\\"","n":1.5}\n{"text":"c\\nd","n":null}\n{"text":"e","n":true}\n'],
  ])('as %s', async (format, expected) => {
    const path = join(folder.path, `out.${format}`);
    await writeRows(path, ['text', 'n'], [['a, "b"', 1.5], ['c\nd', null], ['e', true]]); // biome-ignore format: rows
    expect(readFileSync(path, 'utf8')).toBe(expected);
  });

  test('and an empty cell alone on its line is not lost', async () => {
    const path = join(folder.path, 'alone.csv');
    await writeRows(path, ['text'], [['a'], [''], ['b']]);
    expect((await readLabelledRows(path, { labelled: false })).texts).toEqual(['a', '', 'b']);
  });

  test('or refused: an unknown ending, a row of another width', async () => {
    const cells = [['a', 'b']];
    await expect(writeRows(join(folder.path, 'x.xml'), ['a', 'b'], cells)).rejects.toMatchObject({
      code: 'FORMAT_UNKNOWN',
    });
    await expect(writeRows(join(folder.path, 'wide.csv'), ['a'], cells)).rejects.toMatchObject({
      code: 'RAGGED_ROW',
      place: { row: 1 },
    });
    expect(readdirSync(folder.path).filter((name) => name.includes('wide'))).toEqual([]);
  });

  test('so that reading gives them back', async () => {
    const text = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom('"', ',', '\t', '\n', '\r', '\ufeff', ' '),
          fc.string({ unit: 'binary', maxLength: 2 }),
        ),
        maxLength: 20,
      })
      .map((value) => value.replaceAll('\0', '').toWellFormed());
    const label = text.filter((value) => value.trim() !== '');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, label), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('csv', 'tsv', 'jsonl'),
        async (rows, format) => {
          const path = join(folder.path, `round.${format}`);
          await writeRows(path, ['text', 'label'], rows);
          const back = await readLabelledRows(path);
          expect(back.texts).toEqual(rows.map(([value]) => value));
          expect(back.labels).toEqual(rows.map(([, value]) => value));
        },
      ),
      { numRuns: 150 },
    );
  });
});
