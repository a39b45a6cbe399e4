import { describe, expect, test } from 'vitest';
import { type ColumnWishes, chooseColumns } from './columns.ts';

describe('the text and label columns', () => {
  test.each<
    [string, string[], ColumnWishes, { text: number; label: number | null; leftOver: string | null }]
  >([
    ['are known by name', ['review', 'sentiment'], {}, { text: 0, label: 1, leftOver: null }],
    ['are known in any order', ['label', 'id', 'text'], {}, { text: 2, label: 0, leftOver: null }],
    [
      'are known in any case and spelling',
      [' Class_Name', 'REVIEW TEXT '],
      {},
      { text: 1, label: 0, leftOver: null },
    ],
    ['are known beside empty names', ['v1', 'v2', '', '', ''], {}, { text: 1, label: 0, leftOver: null }],
    [
      'are the ones asked for',
      ['text', 'title', 'label'],
      { text: 'title' },
      { text: 1, label: 2, leftOver: null },
    ],
    [
      'are asked for in any case',
      ['Headline', 'Mood'],
      { text: 'headline', label: 'MOOD' },
      { text: 0, label: 1, leftOver: null },
    ],
    [
      'are asked for by their exact name first',
      ['A', 'a', 'label'],
      { text: 'a' },
      { text: 1, label: 2, leftOver: null },
    ],
    ['may be the other of two', ['headline', 'label'], {}, { text: 0, label: 1, leftOver: 'text' }],
    ['may be the other of two, either way', ['text', 'stars'], {}, { text: 0, label: 1, leftOver: 'label' }],
    [
      'may lack the label to predict',
      ['text', 'id'],
      { labelled: false },
      { text: 0, label: null, leftOver: null },
    ],
    [
      'may have several labels to predict',
      ['text', 'label', 'class'],
      { labelled: false },
      { text: 0, label: null, leftOver: null },
    ],
    [
      'give way to what was asked for',
      ['category', 'label', 'id'],
      { text: 'category' },
      { text: 0, label: 1, leftOver: null },
    ],
  ])('%s', (_, names, wishes, expected) => {
    expect(chooseColumns('x.csv', names, wishes)).toEqual(expected);
  });

  test.each<[string, string[], ColumnWishes, string, string]>([
    ['no text', ['id', 'label', 'mood'], {}, 'COLUMN_MISSING', '--text, out of "id", "label", "mood".'],
    ['no label', ['id', 'text', 'mood'], {}, 'COLUMN_MISSING', '--label, out of "id", "text", "mood".'],
    ['two texts', ['text', 'review', 'label'], {}, 'COLUMN_AMBIGUOUS', '--text, out of "text", "review".'],
    ['two labels', ['text', 'class', 'y'], {}, 'COLUMN_AMBIGUOUS', '--label, out of "class", "y".'],
    ['a column that is not there', ['text', 'label'], { text: 'body' }, 'COLUMN_MISSING', 'no column "body"'],
    [
      'a label that is not there, even to predict',
      ['text'],
      { label: 'y', labelled: false },
      'COLUMN_MISSING',
      'no column "y"',
    ],
    ['one column for both', ['a', 'b'], { text: 'a', label: 'a' }, 'COLUMN_AMBIGUOUS', 'two columns'],
  ])('with %s are refused, and the columns are listed', (_, names, wishes, code, says) => {
    expect(() => chooseColumns('x.csv', names, wishes)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(says) }),
    );
  });

  test('are refused where two have the name that was asked for', () => {
    expect(() => chooseColumns('x.csv', ['Body', 'BODY', 'label'], { text: 'body' })).toThrow(
      expect.objectContaining({ code: 'COLUMN_AMBIGUOUS' }),
    );
  });
});
