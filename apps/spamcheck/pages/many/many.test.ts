import { describe, expect, it, test } from 'vitest';
import { bytesOfText } from '../mail/byte-text.ts';
import { planParts } from './plan-parts.ts';
import { readMessages } from './read-messages.ts';
import { countResults, csvCell, isShown, type Result, resultsCsv } from './results.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (name: string, text: string) => readMessages(name, utf8(text), 10_000);

describe('a file of messages', () => {
  test.each([
    [
      'a.csv',
      'label,text\nspam,"Win, now"\nham,Lunch?\n',
      {
        columns: ['label', 'text'],
        rows: [
          ['spam', 'Win, now'],
          ['ham', 'Lunch?'],
        ],
        likely: 1,
      },
    ],
    [
      'a.csv',
      'v1;v2\r\nham;Hello there\r\n',
      { columns: ['v1', 'v2'], rows: [['ham', 'Hello there']], likely: 1 },
    ],
    [
      'a.csv',
      'Win a prize now\nSee you at noon\n',
      { columns: ['Column 1'], rows: [['Win a prize now'], ['See you at noon']], likely: 0 },
    ],
    [
      'a.csv',
      '1,Win a prize now\n2,See you at noon\n',
      {
        columns: ['Column 1', 'Column 2'],
        rows: [
          ['1', 'Win a prize now'],
          ['2', 'See you at noon'],
        ],
        likely: 1,
      },
    ],
    ['a.tsv', 'text\tid\nHi\t1', { columns: ['text', 'id'], rows: [['Hi', '1']], likely: 0 }],
    ['a.txt', 'One, two\n\nThree\r\n', { columns: ['message'], rows: [['One, two'], ['Three']], likely: 0 }],
    [
      'SMSSpamCollection.txt',
      'ham\tOk lar\nspam\tFree entry\n',
      {
        columns: ['Column 1', 'Column 2'],
        rows: [
          ['ham', 'Ok lar'],
          ['spam', 'Free entry'],
        ],
        likely: 1,
      },
    ],
    [
      'a.jsonl',
      '{"id":1,"message":"Hi"}\n\n{"id":2,"message":"Ho","x":[1]}',
      {
        columns: ['id', 'message', 'x'],
        rows: [
          ['1', 'Hi', ''],
          ['2', 'Ho', '[1]'],
        ],
        likely: 1,
      },
    ],
    ['a.json', '["Hi","Ho"]', { columns: ['message'], rows: [['Hi'], ['Ho']], likely: 0 }],
    ['messages', '{"text":"Hi"}', { columns: ['text'], rows: [['Hi']], likely: 0 }],
    [
      'a.csv',
      'text\n"He said ""no""\nand left"',
      { columns: ['text'], rows: [['He said "no"\nand left']], likely: 0 },
    ],
    ['a.csv', '\ufefftext,n\n=1+1,2', { columns: ['text', 'n'], rows: [['=1+1', '2']], likely: 0 }],
  ])('%s: %j', (name, text, table) => {
    expect(read(name, text)).toEqual({ table });
  });

  it('is read in the encoding that Windows wrote', () => {
    expect(readMessages('a.txt', bytesOfText('caf\xe9 \x80 5'), 10)).toEqual({
      table: { columns: ['message'], rows: [['café € 5']], likely: 0 },
    });
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x48, 0, 0x69, 0]);
    expect(readMessages('a.txt', utf16, 10)).toMatchObject({ table: { rows: [['Hi']] } });
  });

  test.each([
    ['a.csv', 'PK\x03\x04\0\0', 'it is a spreadsheet'],
    ['a.csv', '\x89PNG\r\n\x1a\n', 'it is a picture'],
    ['a.csv', 'abc\0\0\0def', 'bytes that are none'],
    ['a.csv', ' \n ', 'is empty'],
    ['a.csv', 'text,label\n', 'no row below it'],
    ['a.csv', 'a,b\n1,2\n3,4,5\n', 'line 3 has 3 cells and line 1 has 2'],
    ['a.csv', 'text\n"never closed', 'opens on line 2 is never closed'],
    ['a.csv', 'a,b\n"x"y,z\n', 'text after a closing quote'],
    ['a.jsonl', '{"a":1}\n{oops}\n', 'Line 2 of a.jsonl is no JSON'],
    ['a.json', '[1,2', 'cannot be read as JSON'],
    ['a.jsonl', '{"a":1}\n5\n', 'Entry 2 of a.jsonl is no object'],
    ['a.csv', 'a,b\n1,2,3\n', 'line 2 has 3 cells and line 1 has 2'],
    ['a.csv', ','.repeat(60), '61 cells and at most 50'],
    ['a.csv', '""', 'is empty'],
    ['a.txt', 'line\n'.repeat(11), '11 messages and at most 10'],
  ])('%s that is none gets a sentence: %j', (name, text, sentence) => {
    const refused = readMessages(name, bytesOfText(text), 10);
    expect('refusal' in refused && refused.refusal).toContain(sentence);
  });

  it('is read in time with its length, whatever it holds', () => {
    const before = performance.now();
    for (const text of [
      '"'.repeat(300_001),
      ','.repeat(300_000),
      '\n'.repeat(300_000),
      '""\n'.repeat(100_000),
      '"a'.repeat(100_000),
    ]) {
      read('a.csv', text);
    }
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('the plan', () => {
  it('fills requests up to both bounds and leaves out what cannot be sent', () => {
    const texts = ['aa', ' ', 'bb', 'cccccc', 'dd', 'e'.repeat(9), 'ff'];
    expect(planParts(texts, { texts: 2, characters: 7, longest: 8 })).toEqual({
      parts: [[0, 2], [3], [4, 6]],
      blank: [1],
      tooLong: [5],
    });
  });
});

describe('results', () => {
  const checked = (prediction: 'spam' | 'not_spam', unsure = false): Result => ({
    kind: 'checked',
    prediction,
    confidence: 0.9,
    unsure,
    model: 'spam-en@1',
  });
  const results = [
    checked('spam'),
    checked('not_spam', true),
    { kind: 'skipped', why: 'no text' } as const,
    null,
  ];

  it('are counted and chosen by what they say', () => {
    expect(countResults(results)).toEqual({ spam: 1, notSpam: 1, unsure: 1, skipped: 1 });
    expect(results.map((result) => isShown(result, 'spam'))).toEqual([true, false, false, false]);
    expect(results.map((result) => isShown(result, 'unsure'))).toEqual([false, true, false, false]);
    expect(results.map((result) => isShown(result, 'skipped'))).toEqual([false, false, true, false]);
    expect(results.every((result) => isShown(result, 'all'))).toBe(true);
  });

  it('are written so that no spreadsheet runs a message', () => {
    const csv = resultsCsv(['=cmd|"/c calc"!A1', 'a,b\n"c"', ' ', 'late'], results);
    expect(csv).toBe(
      '\ufeffrow,message,prediction,confidence,unsure,model_version,note\r\n' +
        '1,"\'=cmd|""/c calc""!A1",spam,0.9,false,spam-en@1,\r\n' +
        '2,"a,b\n""c""",not_spam,0.9,true,spam-en@1,\r\n' +
        '3," ",,,,,no text\r\n' +
        '4,late,,,,,not checked\r\n',
    );
  });

  test.each(['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1', '＝1'])(
    'a cell that begins as %j begins with an apostrophe',
    (cell) => {
      expect(csvCell(cell).replace(/^"/, '')).toMatch(/^'/);
    },
  );
});
