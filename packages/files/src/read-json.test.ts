import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestCellBytes, largestRowBytes } from './limits.ts';
import { readJson } from './read-json.ts';
import type { ReadOptions } from './rows.ts';
import { inPieces } from './testing/chunks.ts';

async function read(
  content: string,
  format: 'json' | 'jsonl' = 'jsonl',
  options: ReadOptions = {},
  size = 7,
) {
  const rows: [string, string | null, number][] = [];
  const pieces = inPieces(Buffer.from(content), size);
  const summary = await readJson('x.jsonl', format, pieces, options, (...row) => rows.push(row));
  return { ...summary, rows };
}

describe('JSON', () => {
  test('is read one object a line, with its line', async () => {
    const { rows, columns } = await read(
      '{"text":"a\\n\\"é🎬","label":"x"}\r\n\n{"label":"y","text":"b","more":[1]}',
    );
    expect(rows).toEqual([
      ['a\n"é🎬', 'x', 1],
      ['b', 'y', 3],
    ]);
    expect(columns).toEqual({ text: 'text', label: 'label' });
  });

  test('is read as bare texts where those are rows, in arrays and line by line, however the bytes are cut', async () => {
    const options = { labelled: false, bareTexts: true };
    const texts = ['a ] , "b" \\\\', 'é🎬', '', '{"text":1}'];
    const array = `[ ${texts.map((text) => JSON.stringify(text)).join(' ,\n')}, {"text":"an object"} ]`;
    for (const size of [1, 2, 3, 7, 1000]) {
      const { rows } = await read(array, 'json', options, size);
      expect(rows.map(([text]) => text)).toEqual([...texts, 'an object']);
    }
    const lines = texts.map((text) => JSON.stringify(text)).join('\n');
    const { rows, columns } = await read(lines, 'jsonl', options);
    expect(rows.map(([text]) => text)).toEqual(texts);
    expect(columns).toEqual({ text: 'text', label: null });
  });

  test.each(['["a" "b"]', '["a",]', '["a"', '[1]', '["a"]"b"', '"a"'])(
    'refuses %s as an array of texts',
    async (content) => {
      const options = { labelled: false, bareTexts: true };
      await expect(read(content, 'json', options)).rejects.toMatchObject({ code: 'JSON_INVALID' });
    },
  );

  test('refuses bare texts where rows have labels', async () => {
    await expect(read('["a"]', 'json')).rejects.toMatchObject({ code: 'JSON_INVALID' });
  });

  test('is read as one array, however it is laid out', async () => {
    const { rows } = await read(
      '[\n  {"text": "a ] } , [ { \\" \\\\", "label": 1,\n "o": {"x": []}},{"text":"b","label":true}\n]\n',
      'json',
    );
    expect(rows).toEqual([
      ['a ] } , [ { " \\', '1', 2],
      ['b', 'true', 3],
    ]);
  });

  test('takes half a surrogate pair for the replacement character', async () => {
    expect((await read('{"text":"a\\ud83c","label":"x"}')).rows[0][0]).toBe('a\ufffd');
  });

  test('may lack labels where they are to be predicted', async () => {
    const { rows } = await read('{"text":"a","label":null}\n{"text":"b"}', 'jsonl', { labelled: false });
    expect(rows.map(([, label]) => label)).toEqual(['', '']);
    expect((await read('{"text":"a"}', 'jsonl', { labelled: false })).rows).toEqual([['a', null, 1]]);
  });

  const good = '{"text":"a","label":"x"}\n';
  test.each<[string, 'json' | 'jsonl', string, string, number]>([
    ['a broken line', 'jsonl', `${good}{"text":"b"\n`, 'JSON_INVALID', 2],
    ['a line that is no object', 'jsonl', `${good}["b","x"]\n`, 'JSON_INVALID', 2],
    ['a null', 'jsonl', `${good}null\n`, 'JSON_INVALID', 2],
    ['a text that is a number', 'jsonl', `${good}{"text":1,"label":"x"}`, 'JSON_INVALID', 2],
    ['a label that is a list', 'jsonl', `${good}{"text":"b","label":[]}`, 'JSON_INVALID', 2],
    ['an object without a text', 'jsonl', `${good}{"label":"x"}`, 'COLUMN_MISSING', 2],
    ['an object without a label', 'jsonl', `${good}{"text":"b"}`, 'LABEL_MISSING', 2],
    ['an inherited key', 'jsonl', `{"text":"a","class":"x"}\n{"text":"b","valueOf":1}`, 'LABEL_MISSING', 2],
    ['a NUL in a text', 'jsonl', `${good}{"text":"b\\u0000","label":"x"}`, 'NUL_BYTE', 2],
    ['a NUL in a label', 'jsonl', `${good}{"text":"b","label":"\\u0000"}`, 'NUL_BYTE', 2],
    ['an array that does not end', 'json', '[{"text":"a","label":"x"},\n', 'JSON_INVALID', 2],
    ['an array without commas', 'json', `[${good}${good}]`, 'JSON_INVALID', 2],
    ['an array that begins with a comma', 'json', `[\n,${good}]`, 'JSON_INVALID', 2],
    ['an array that ends in a comma', 'json', `[${good},]`, 'JSON_INVALID', 2],
    ['text after an array', 'json', `[${good}]\n{}`, 'JSON_INVALID', 3],
    ['an array of numbers', 'json', '[\n1]', 'JSON_INVALID', 2],
    ['an object that JSON does not know', 'json', '[\n{text:1}]', 'JSON_INVALID', 2],
  ])('is refused with its line: %s', async (_, format, content, code, line) => {
    await expect(read(content, format)).rejects.toMatchObject({ code, place: { line } });
  });

  test('is refused where a text is over the limit, or an object never ends', async () => {
    const large = 'a'.repeat(largestCellBytes + 1);
    await expect(read(`${good}{"text":"${large}","label":"x"}`, 'jsonl', {}, 2 ** 18)).rejects.toMatchObject({
      code: 'CELL_TOO_LARGE',
      place: { line: 2 },
    });
    const endless = Buffer.alloc(largestRowBytes + 1, 97).toString();
    for (const format of ['json', 'jsonl'] as const)
      await expect(
        read(`[\n{"text":"${endless}`.slice(format === 'json' ? 0 : 1), format, {}, 2 ** 24),
      ).rejects.toMatchObject({
        code: 'CELL_TOO_LARGE',
        place: { line: 2 },
      });
  });

  test('is refused where there are no rows', async () => {
    await expect(read('[]', 'json')).rejects.toMatchObject({ code: 'NO_ROWS' });
  });

  test('gives any rows back as they were, however the file is cut and laid out', async () => {
    const row = fc.record({
      text: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed()),
      label: fc.constantFrom('x', 'y"{', ']z'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0, 1, 3),
        async (rows, size, indent) => {
          const expected = rows.map(({ text, label }) => [text, label]);
          const lines = rows.map((value) => JSON.stringify(value)).join('\n');
          const array = JSON.stringify(rows, null, indent);
          expect((await read(lines, 'jsonl', {}, size)).rows.map((r) => r.slice(0, 2))).toEqual(expected);
          expect((await read(array, 'json', {}, size)).rows.map((r) => r.slice(0, 2))).toEqual(expected);
        },
      ),
    );
  });
});
