import { describe, expect, test } from 'vitest';
import { readInvocationCsv } from './invocation-csv.ts';
import { readInvocation } from './invocation-request.ts';

describe('an invocation', () => {
  test.each([
    ['split', { dataframe_split: { columns: ['text'], index: [0, 1], data: [['a'], ['b']] } }],
    [
      'split with other columns',
      {
        dataframe_split: {
          columns: ['id', 'Text'],
          data: [
            [1, 'a'],
            [2, 'b'],
          ],
        },
      },
    ],
    ['split with one column of another name', { dataframe_split: { columns: [0], data: [['a'], ['b']] } }],
    ['split without columns', { dataframe_split: { data: [['a'], ['b']] } }],
    ['records', { dataframe_records: [{ text: 'a', id: 1 }, { text: 'b' }] }],
    ['records of one column', { dataframe_records: [{ review: 'a' }, { review: 'b' }] }],
    ['instances', { instances: ['a', 'b'] }],
    ['instances of one', { instances: [['a'], ['b']] }],
    ['instances by name', { instances: [{ text: 'a' }, { text: 'b' }] }],
    ['inputs', { inputs: ['a', 'b'] }],
    ['inputs by column', { inputs: { text: ['a', 'b'] } }],
    ['inputs by column, nested', { inputs: { text: [['a'], ['b']] } }],
  ])('gives its texts as %s', (_, body) => {
    expect(readInvocation(body)).toEqual({ texts: ['a', 'b'], key: null });
  });

  test('may be one text, and may have a key', () => {
    expect(readInvocation({ inputs: 'a', params: { key: 'k' } })).toEqual({ texts: ['a'], key: 'k' });
    expect(readInvocation({ inputs: { text: 'a' }, params: null })).toEqual({ texts: ['a'], key: null });
  });

  test.each([
    ['a list', ['a'], /exactly one of the fields/],
    ['no form', {}, /exactly one of the fields/],
    ['two forms', { inputs: ['a'], instances: ['a'] }, /exactly one of the fields/],
    ['a field that is not known', { inputs: ['a'], signature_name: 'x' }, /"signature_name" is not known/],
    [
      'a param that is not known',
      { inputs: ['a'], params: { temperature: 1 } },
      /"temperature" is not known/,
    ],
    ['params that are a list', { inputs: ['a'], params: [] }, /must be an object/],
    ['numbers', { inputs: [1, 2] }, /index 0 of "inputs" has 1/],
    ['null', { instances: ['a', null] }, /index 1 of "instances" has null/],
    ['two columns and none is the text', { dataframe_records: [{ a: 'x', b: 'y' }] }, /\["a","b"\]/],
    ['two columns that are the text', { dataframe_split: { columns: ['text', 'TEXT'], data: [] } }, /"TEXT"/],
    ['no columns', { dataframe_records: [{}] }, /there are \[\]/],
    ['a row that is too short', { dataframe_split: { columns: ['text', 'b'], data: [['a']] } }, /index 0/],
    ['a split that is a list', { dataframe_split: [] }, /"columns" and "data"/],
    ['records that are none', { dataframe_records: { text: 'a' } }, /must be a list/],
    ['columns that are a text', { dataframe_split: { columns: 'text', data: [] } }, /list of names/],
  ])('is refused with %s', (_, body, says) => {
    expect(() => readInvocation(body)).toThrow(says);
  });
});

describe('a CSV', () => {
  test.each([
    ['text\na\nb\n', ['a', 'b']],
    [',text\n0,a\n1,b\n', ['a', 'b']],
    ['\ufeffreview\r\n"a, ""b"""\r\n"two\nlines"', ['a, "b"', 'two\nlines']],
    ['text\n', []],
  ])('%j gives %j', (csv, texts) => {
    expect(readInvocationCsv(Buffer.from(csv), 10)).toEqual(texts);
  });

  test('is not read further than one text past the limit', () => {
    expect(readInvocationCsv(Buffer.from('text\na\nb\nc\nd\n'), 2)).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['nothing', '', /is empty/],
    ['two columns and none is the text', 'a,b\n1,2\n', /"a","b"/],
    ['a row that is too long', 'text\na,b\n', /Line 2 .* 2 cells and its header 1/],
    ['a quote that is never closed', 'text\n"a', /the CSV is never closed/],
    ['text after a quote', 'text\n"a"b\n', /after a closing quote/],
    ['bytes that are not UTF-8', Buffer.from([0x74, 0x0a, 0xff]), /not UTF-8/],
  ])('is refused with %s', (_, csv, says) => {
    expect(() => readInvocationCsv(Buffer.from(csv), 10)).toThrow(says);
  });
});
