import { describe, expect, test } from 'vitest';
import { sniff } from './sniff.ts';

const dialectOf = (text: string, extension = 'csv') => {
  const { delimiter, quotes, lineEnd } = sniff(Buffer.from(text), true, extension, {}).dialect;
  return { delimiter: String.fromCharCode(delimiter), quotes, lineEnd };
};

describe('the dialect', () => {
  test.each<[string, string, string, string]>([
    ['text,label\na; b; c,x\nd; e; f,y\n', 'csv', ',', 'a header that is understood wins'],
    ['text;label\n"a, b";x\nd, e, f;y\n', 'csv', ';', 'semicolons under a name that says commas'],
    ['label|text\nx|a, b\ny|c, d\n', 'txt', '|', 'pipes'],
    ['text\tlabel\na, b\tx\nc\ty\n', 'csv', '\t', 'tabs under a name that says commas'],
    ['ham\tOk, lar\nspam\tWin, now, or; never\nham\tYes\n', '', '\t', 'no header and no extension'],
    ['label,text\nx,a\n', 'tsv', ',', 'commas under a name that says tabs'],
    ['text\nhello; you\nbye; you\n', 'csv', ',', 'one column keeps the usual delimiter'],
    ['foo,bar\na,b,c\nd,e\n', 'csv', ',', 'a ragged row does not hide the delimiter'],
  ])('%j of %s is divided by %j: %s', (text, extension, delimiter) => {
    expect(dialectOf(text, extension).delimiter).toBe(delimiter);
  });

  test.each<[string, boolean, string]>([
    ['text\tlabel\nplain\tx\n', true, 'no quote is there'],
    ['text\tlabel\n"a\tb"\tx\nc\ty\n', true, 'quotes hold a tab'],
    ['text\tlabel\n"a\n""b"""\tx\nc\ty\n', true, 'quotes hold a newline and quotes'],
    ['ham\tshe said "hi"\nspam\twin\nham\tso\n', false, 'quotes stand inside bare cells'],
    ['ham\t"hi" she said\nspam\twin\nham\tso\n', false, 'text follows a closing quote'],
    ['ham\t"hi she said\nspam\twin\nham\tso\n', false, 'a quote is never closed'],
    ['ham\t"hi\nspam\twin "big"\nham\tbye"\n', false, 'two stray quotes look like one cell over lines'],
  ])('%j as tabs: quotes special is %s where %s', (text, quotes) => {
    expect(dialectOf(text, 'tsv')).toMatchObject({ delimiter: '\t', quotes });
  });

  test.each<[string, number]>([
    ['text,label\na,b\n', 10],
    ['text,label\r\na,b\r\n', 10],
    ['text,label\ra,b\r', 13],
    ['"te\nxt",label\ra,b\r', 13],
    ['"te\rxt",label\na,b\n', 10],
    ['text,label', 10],
  ])('the rows of %j end in byte %i', (text, lineEnd) => {
    expect(dialectOf(text).lineEnd).toBe(lineEnd);
  });

  test('leaves out a last row that the sample cuts', () => {
    expect(sniff(Buffer.from('text,label\na,b\nc'), false, 'csv', {}).rows).toEqual([
      ['text', 'label'],
      ['a', 'b'],
    ]);
  });
});
