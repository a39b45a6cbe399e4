import { describe, expect, test } from 'vitest';
import { decideLayout } from './layout.ts';

const sms = [
  ['ham', 'ok lar'],
  ['spam', 'win a prize'],
  ['ham', 'see you at home'],
  ['ham', 'on my way'],
];
const news = [
  ['3', 'Oil falls', 'Prices fell on Monday.'],
  ['4', 'New chip', 'It is fast.'],
];

describe('the layout of a delimited file', () => {
  test('takes a first row with a known name for the header', () => {
    expect(
      decideLayout(
        'x.csv',
        [
          ['review', 'sentiment'],
          ['good', 'pos'],
        ],
        {},
      ),
    ).toMatchObject({
      header: true,
      width: 2,
      text: [0],
      label: 1,
      columns: { text: 'review', label: 'sentiment' },
      notes: [],
    });
  });

  test('takes a first row with a name that was asked for as the header', () => {
    const rows = [['Überschrift', 'Ton', 'x'], ['a', 'b', 'c']]; // biome-ignore format: rows
    expect(decideLayout('x.csv', rows, { text: 'überschrift', label: 'ton' })).toMatchObject({
      header: true,
      text: [0],
      label: 1,
    });
  });

  test('reads labels and messages without a header, in either order', () => {
    expect(decideLayout('x.tsv', sms, {})).toMatchObject({ header: false, text: [1], label: 0 });
    const turned = sms.map(([label, text]) => [text, label]);
    expect(decideLayout('x.tsv', turned, {})).toMatchObject({ header: false, text: [0], label: 1 });
  });

  test('reads a class index and its texts without a header, and says so', () => {
    const layout = decideLayout('x.csv', news, {});
    expect(layout).toMatchObject({ header: false, width: 3, text: [1, 2], label: 0 });
    expect(layout.columns).toEqual({ text: 'column 2 and column 3', label: 'column 1' });
    expect(layout.notes.map(({ code }) => code)).toEqual(['NO_HEADER']);
  });

  test('says which column was taken as the only one left', () => {
    const { notes } = decideLayout('x.csv', [['headline', 'label'], ['a', 'b']], {}); // biome-ignore format: rows
    expect(notes).toEqual([
      {
        code: 'COLUMN_LEFT_OVER',
        message: 'The column "headline" is taken as the text, as the only one left.',
      },
    ]);
  });

  test.each<[string, string[][]]>([
    ['names nobody knows', [['foo', 'bar'], ['some words', 'pos'], ['other words', 'neg']]], // biome-ignore format: rows
    ['a first label that never comes again', [['mood', 'words'], ['pos', 'a b'], ['neg', 'c d'], ['pos', 'e']]], // biome-ignore format: rows
    ['two columns that both repeat', [['a', 'b'], ['a', 'b'], ['a', 'b'], ['a', 'b']]], // biome-ignore format: rows
    ['three columns of words', [['a', 'b', 'c'], ['a', 'e', 'f'], ['a', 'h', 'i']]], // biome-ignore format: rows
    ['one unknown column', [['words'], ['more']]],
    ['no label column', [['text'], ['more']]],
  ])('refuses %s with the columns there are', (_, rows) => {
    expect(() => decideLayout('x.csv', rows, {})).toThrow(
      expect.objectContaining({
        code: 'COLUMN_MISSING',
        message: expect.stringContaining(JSON.stringify(rows[0][0])),
      }),
    );
  });

  test('takes one column of texts where they are only to be predicted', () => {
    expect(decideLayout('x.csv', [['text'], ['more']], { labelled: false })).toMatchObject({
      text: [0],
      label: null,
    });
  });
});
