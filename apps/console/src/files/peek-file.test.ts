import { describe, expect, test } from 'vitest';
import { peekFile } from './peek-file.ts';

const utf8 = new TextEncoder();
const peek = (content: string | Uint8Array, name = 'rows.csv', ended = true) =>
  peekFile({ name, bytes: typeof content === 'string' ? utf8.encode(content) : content, ended });

describe('the beginning of a file', () => {
  test.each([
    [
      'commas',
      'review,sentiment\n"good, really",pos\n',
      'csv',
      ['review', 'sentiment'],
      [['good, really', 'pos']],
    ],
    ['semicolons', 'text;label\na,b;x\n', 'csv', ['text', 'label'], [['a,b', 'x']]],
    ['tabs without a header', 'ham\tGo "on"\nspam\tWin\nham\tc\nham\td\n', 'tsv', [], [['ham', 'Go "on"'], ['spam', 'Win'], ['ham', 'c'], ['ham', 'd']]], // biome-ignore format: rows
    ['a break in quotes', 'text,label\r\n"a\nb ""c""",x\r\n', 'csv', ['text', 'label'], [['a\nb "c"', 'x']]],
    ['three columns of any name', 'a,b,c\n1,2,3\n', 'csv', ['a', 'b', 'c'], [['1', '2', '3']]],
    ['JSON lines', '{"text":"a","label":1}\n{"text":"b"}\n', 'jsonl', ['text', 'label'], [['a', '1'], ['b', 'null']]], // biome-ignore format: rows
    ['one column', 'text\na\nb\n', 'csv', ['text'], [['a'], ['b']]],
  ])('shows its rows: %s', (_, content, format, columns, rows) => {
    expect(peek(content)).toEqual({ kind: 'table', format, columns, rows, doubt: null });
  });

  test('of texts alone, a line each, has no columns', () => {
    expect(peek('"a film"\n"another"\n', 'texts.jsonl')).toMatchObject({
      columns: [],
      rows: [['a film'], ['another']],
    });
  });

  test('leaves out the row that was cut', () => {
    expect(peek('text,label\na,x\nb,"cu', 'rows.csv', false)).toMatchObject({ rows: [['a', 'x']] });
  });

  test('doubts rows of another width, and quotes that nobody closes', () => {
    expect(peek('text,label\na,b,x\n')).toMatchObject({
      doubt: expect.stringContaining('Row 2 has 3 cells'),
    });
    expect(peek(`"${'a'.repeat(100)}`, 'a.csv', false)).toMatchObject({
      doubt: expect.stringContaining('never closed'),
    });
  });

  test('is decoded as it was written', () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array(utf8.encode('text,label\né'.replace('é', 'e'))).buffer),
    ]);
    expect(peek(utf16)).toMatchObject({ columns: ['text', 'label'] });
    const latin = new Uint8Array([...utf8.encode('text,label\ncaf'), 0xe9, ...utf8.encode(',x\n')]);
    expect(peek(latin)).toMatchObject({ rows: [['café', 'x']] });
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n\n'],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10])],
    ['a PDF', '%PDF-1.7'],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1])],
    ['a web page', '<!DOCTYPE html><title>Sign in</title>'],
    ['broken JSON lines', '{"text":"a"}\n{"text":\n{"text":"c"}\n'],
  ])('is refused with a sentence: %s', (_, content) => {
    const { kind, why } = peek(content) as { kind: string; why: string };
    expect(kind).toBe('refused');
    expect(why).toMatch(/^[A-Z].*\.$/);
  });

  test('of another kind is left to the server', () => {
    expect(peek('PAR1…')).toEqual({ kind: 'unseen', format: 'parquet' });
    expect(peek('[{"text":"a"}]', 'a.json')).toEqual({ kind: 'unseen', format: 'json' });
    expect(peek('a film\nanother\n', 'texts.txt')).toEqual({
      kind: 'lines',
      rows: ['a film', 'another', ''],
    });
  });
});
