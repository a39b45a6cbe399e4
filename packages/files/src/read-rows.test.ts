import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, createWriteStream, mkdirSync, openSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { FilesError } from './errors.ts';
import { largestCellBytes } from './limits.ts';
import { readDelimited } from './read-delimited.ts';
import { readLabelledRows } from './read-labelled-rows.ts';
import { readRows, textFormat } from './read-rows.ts';
import { cutAt } from './testing/chunks.ts';
import { makeTempFolder } from './testing/temp-folder.ts';

const folder = makeTempFolder();
afterAll(folder.remove);

const western = (text: string) => Buffer.from(text, 'latin1');

describe('public files are understood as they come', () => {
  test.each<[string, string, string | Uint8Array, object]>([
    [
      'the IMDb reviews',
      'imdb.csv',
      'review,sentiment\n"A ""great"" film.<br />Yes, great.",positive\nBad.,negative\n',
      { texts: ['A "great" film.<br />Yes, great.', 'Bad.'], labels: ['positive', 'negative'], notes: [] },
    ],
    [
      'the SMS Spam Collection',
      'SMSSpamCollection',
      'ham\tOk lar... "Joking" wif u\nspam\tFree, entry! £1.50\nham\t"Nah I don\'t\nham\tyes\n',
      {
        format: 'tsv',
        texts: ['Ok lar... "Joking" wif u', 'Free, entry! £1.50', '"Nah I don\'t', 'yes'],
        labels: ['ham', 'spam', 'ham', 'ham'],
      },
    ],
    [
      "the SMS collection's Kaggle form",
      'spam.csv',
      western('v1,v2,,,\r\nham,"Go, now",,,\r\nspam,"send, \xe5\xa31.50 \x89\xdb\xf7 to rcv",,,\r\n'),
      {
        encoding: 'windows-1252',
        texts: ['Go, now', 'send, å£1.50 ‰Û÷ to rcv'],
        labels: ['ham', 'spam'],
        columns: { text: 'v2', label: 'v1' },
        notes: [expect.objectContaining({ code: 'WINDOWS_1252' })],
      },
    ],
    [
      'AG News with a header',
      'ag.csv',
      'text,label\n"Oil, again",Business\n',
      { texts: ['Oil, again'], labels: ['Business'] },
    ],
    [
      'AG News as first published',
      'train.csv',
      '"3","Wall St.","Short-sellers, ""again""."\n"4","Chips","Fast."\n',
      { texts: ['Wall St. Short-sellers, "again".', 'Chips Fast.'], labels: ['3', '4'] },
    ],
  ])('%s', async (_, name, content, expected) => {
    expect(await readLabelledRows(folder.put(name, content))).toMatchObject(expected);
    expect(await readLabelledRows(folder.put(`${name}.gz`, gzipSync(content)))).toMatchObject(expected);
  });
});

describe('rows', () => {
  test('know their line, and labels keep their white space', async () => {
    const path = folder.put('place.csv', 'text,label\r\n"a\r\nb", pos \r\n\r\nc,neg\r\n\r\n\r\n');
    const rows = await readLabelledRows(path);
    expect([rows.place(0), rows.place(1)]).toEqual(['line 2', 'line 5']);
    expect(rows.labels).toEqual([' pos ', 'neg']);
  });

  test('to be predicted may lack the label, or some labels', async () => {
    const bare = await readLabelledRows(folder.put('bare.csv', 'text\na\n""\n'), { labelled: false });
    expect(bare).toMatchObject({ texts: ['a', ''], labels: null });
    const some = await readLabelledRows(folder.put('some.csv', 'text,label\na,\nb,x\n'), { labelled: false });
    expect(some.labels).toEqual(['', 'x']);
  });

  test('are told apart from gzip by bytes, whatever the name says', async () => {
    const packed = folder.put('packed.csv', gzipSync('text,label\na,x\n'));
    expect((await readLabelledRows(packed)).texts).toEqual(['a']);
    const plain = folder.put('plain.csv.gz', 'text,label\na,x\n');
    expect((await readLabelledRows(plain)).texts).toEqual(['a']);
    const twice = Buffer.concat([gzipSync('text,label\na,x\n'), gzipSync('b,y\n')]);
    expect((await readLabelledRows(folder.put('twice.gz', twice))).texts).toEqual(['a', 'b']);
  });

  test('are the same wherever the file is cut', async () => {
    const bytes = Buffer.from('label,text\r\npos,"naïve ""café""\r\n🎬"\r\n\r\nneg,a b\r\n');
    for (let at = 0; at <= bytes.length; at++) {
      const rows: unknown[] = [];
      await readDelimited('x.csv', 'csv', cutAt(bytes, at), {}, (...row) => rows.push(row));
      expect(rows).toEqual([
        ['naïve "café"\r\n🎬', 'pos', 2],
        ['a b', 'neg', 5],
      ]);
    }
  });

  test('longer than the sample are waited for before the layout is decided', async () => {
    const long = 'word '.repeat(120_000);
    const path = folder.put('long.csv', `ham,"${long}"\nspam,b\nham,c\nham,"d ${long}"\n`);
    const rows = await readLabelledRows(path);
    expect(rows.labels).toEqual(['ham', 'spam', 'ham', 'ham']);
    expect(rows.texts[0].length).toBe(long.length);
  });

  test.skipIf(process.platform === 'win32')('come through a pipe, packed or not', async () => {
    for (const [name, content] of [
      ['plain', Buffer.from('text,label\na,x\n')],
      ['packed', gzipSync('text,label\na,x\n')],
    ] as const) {
      const path = `${folder.path}/${name}.pipe`;
      execFileSync('mkfifo', [path]);
      const writing = writeFile(path, content);
      expect((await readLabelledRows(path)).texts).toEqual(['a']);
      await writing;
    }
  });

  test('come with progress up to the size of the file', async () => {
    const path = folder.put('progress.csv', `text,label\n${'some words,x\n'.repeat(60_000)}`);
    const steps: [number, number][] = [];
    await readLabelledRows(path, { onProgress: (read, total) => steps.push([read, total]) });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)).toEqual([780_011, 780_011]);
  });

  test('stop coming when the caller says so', async () => {
    const path = folder.put('stop.csv', `text,label\n${'some words,x\n'.repeat(100_000)}`);
    const controller = new AbortController();
    let rows = 0;
    const reading = readRows(path, { signal: controller.signal }, () => {
      if (++rows === 10) controller.abort();
    });
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED', canRetry: true });
    expect(rows).toBeLessThan(100_000);
    await expect(readRows(path, { signal: controller.signal }, () => {})).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});

const table = 'text,label\n';
describe('a file is refused in one sentence', () => {
  test.each<[string, string, string | Uint8Array, FilesError['code'], string]>([
    ['empty', 'a.csv', '', 'FILE_EMPTY', 'is empty'],
    ['of white space', 'a.csv', ' \n\n', 'FILE_EMPTY', 'white space'],
    ['only a mark', 'a.csv', '\ufeff', 'FILE_EMPTY', 'white space'],
    ['only a header', 'a.csv', 'text,label', 'NO_ROWS', 'no rows'],
    ['only a header and empty lines', 'a.csv', 'text,label\n\n\n', 'NO_ROWS', 'no rows'],
    ['without a label column', 'a.csv', 'text,id,date\na,1,2\n', 'COLUMN_MISSING', '"text", "id", "date"'],
    ['of one column', 'a.csv', 'text\na\n', 'COLUMN_MISSING', 'one column "text"'],
    ['with a short row', 'a.csv', `${table}a,x\nb\n`, 'RAGGED_ROW', 'Line 3 of'],
    [
      'with a long row',
      'a.csv',
      `${table}"a\nb",x\nb,c,x\n`,
      'RAGGED_ROW',
      'has 3 cells where 2 are expected',
    ],
    ['with an open quote', 'a.csv', `${table}a,x\n"b,y\nc,z\n`, 'QUOTE_UNCLOSED', 'line 3 of'],
    ['with text after a quote', 'a.csv', `${table}"a"b,x\n`, 'QUOTE_MISPLACED', 'Line 2 of'],
    ['with a NUL', 'a.csv', `${table}a\0b,x\n`, 'NUL_BYTE', 'Byte 12 (line 2) of'],
    [
      'with a NUL further on',
      'a.csv',
      `${table}${'a,x\r\n'.repeat(99_999)}\0,x`,
      'NUL_BYTE',
      'Byte 500006 (line 100001) of',
    ],
    ['in no known encoding', 'a.csv', western(`${table}\xff\xfe\x81,x\n`), 'ENCODING', 'Byte 11 (line 2) of'],
    [
      'of old Mac lines with a bad byte',
      'a.csv',
      western('text,label\ra,x\rb\x81,x\r'),
      'ENCODING',
      'Byte 16 (line 3) of',
    ],
    ['with a blank label', 'a.csv', `${table}a,x\nb, \n`, 'LABEL_MISSING', 'Line 3 of'],
    [
      'a cut gzip',
      'a.csv.gz',
      gzipSync(`${table}${'a,x\n'.repeat(99)}`).subarray(0, -9),
      'GZIP_DAMAGED',
      'ends too early',
    ],
    ['a gzip of only its mark', 'a.csv.gz', gzipSync('').subarray(0, 2), 'GZIP_DAMAGED', 'ends too early'],
    [
      'a gzip with a changed byte',
      'a.csv.gz',
      changed(gzipSync(`${table}a,x\n`), -8),
      'GZIP_DAMAGED',
      'is damaged',
    ],
    ['an empty gzip', 'a.csv.gz', gzipSync(''), 'FILE_EMPTY', 'is empty'],
    ['an Excel file', 'a.xlsx', western('PK\x03\x04 and so on'), 'FORMAT_UNKNOWN', 'save it as CSV'],
    ['a gzipped Parquet file', 'a.parquet.gz', gzipSync('PAR1 PAR1'), 'PARQUET_INVALID', 'unpack it'],
  ])('when it is %s', async (_, name, content, code, says) => {
    const path = folder.put(name, content);
    const error: FilesError = await readLabelledRows(path).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ code, path });
    expect(error.message).toContain(says);
    expect(error.message).toContain(path);
    expect(error.message).toMatch(/^[^\n]+[^.]\.$/);
    expect(error.message.replaceAll(path, '')).not.toMatch(/[.!?] [A-Z]/);
  });

  test('when it is not there, or a folder', async () => {
    mkdirSync(`${folder.path}/inner`);
    await expect(readLabelledRows(`${folder.path}/none.csv`)).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    await expect(readLabelledRows(`${folder.path}/inner`)).rejects.toMatchObject({ code: 'IS_DIRECTORY' });
  });

  test.skipIf(process.getuid?.() === 0)('when this user may not read it', async () => {
    const path = folder.put('secret.csv', table);
    chmodSync(path, 0);
    await expect(readLabelledRows(path)).rejects.toMatchObject({ code: 'NOT_READABLE' });
  });

  test('when one cell is enormous, after reading little more than the limit', async () => {
    const path = folder.put('huge.csv', `${table}ok,x\n"`);
    const file = openSync(path, 'a');
    const piece = Buffer.alloc(2 ** 20, 97);
    for (let i = 0; i < 200; i++) writeSync(file, piece);
    closeSync(file);
    let read = 0;
    const reading = readLabelledRows(path, { onProgress: (bytes) => { read = bytes; } }); // biome-ignore format: one step
    await expect(reading).rejects.toMatchObject({ code: 'CELL_TOO_LARGE', place: { line: 3 } });
    expect(read).toBeLessThan(2 * largestCellBytes);
  });

  test('when a small gzip unpacks to an enormous cell', async () => {
    const path = `${folder.path}/bomb.csv.gz`;
    async function* cell() {
      yield `${table}"`;
      const piece = Buffer.alloc(2 ** 20, 97);
      for (let i = 0; i < 200; i++) yield piece;
    }
    await pipeline(cell, createGzip({ level: 1 }), createWriteStream(path));
    const before = process.memoryUsage().arrayBuffers;
    await expect(readLabelledRows(path)).rejects.toMatchObject({
      code: 'CELL_TOO_LARGE',
      place: { line: 2 },
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 2 ** 20);
  });
});

test('a gzip that unpacks to far more than texts do is refused before it fills the memory', async () => {
  const path = `${folder.path}/repeats.csv.gz`;
  async function* repeats() {
    yield table;
    const piece = Buffer.from(`${'a good film '.repeat(870)},x\n`.repeat(100));
    for (let i = 0; i < 80; i++) yield piece;
  }
  await pipeline(repeats(), createGzip({ level: 1 }), createWriteStream(path));
  await expect(readRows(path, {}, () => {})).rejects.toMatchObject({ code: 'GZIP_TOO_DENSE' });
});

test.each([
  ['csv', '{', 'delimited'],
  ['txt', '[', 'delimited'],
  ['jsonl', '{', 'jsonl'],
  ['ndjson', '[', 'json'],
  ['json', '{', 'jsonl'],
  ['json', 'x', 'jsonl'],
  ['', '{', 'jsonl'],
  ['data', '[', 'delimited'],
])('a file ending in "%s" that begins with "%s" is %s', (extension, mark, format) => {
  expect(textFormat(extension, mark)).toBe(format);
});

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length + at] ^= 1;
  return copy;
}
