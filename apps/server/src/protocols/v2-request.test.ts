import { describe, expect, test } from 'vitest';
import { readBytesTensor, splitBody, writeTensor } from './v2-bytes.ts';
import { rawText, readInferRequest } from './v2-request.ts';

const none = Buffer.alloc(0);
const input = { name: 'text', shape: [2], datatype: 'BYTES', data: ['a', 'b'] };
const ask = (json: unknown, tensors: Buffer = none) => readInferRequest({ json, tensors });
const withInput = (change: object) => ({ inputs: [{ ...input, ...change }] });
const all = ['label', 'confidence', 'scores', 'unsure', 'id', 'version'];

describe('an inference request', () => {
  test('asks for every output as JSON unless told', () => {
    expect(ask(withInput({}))).toEqual({
      texts: ['a', 'b'],
      id: null,
      key: null,
      outputs: all.map((name) => ({ name, binary: false })),
    });
  });

  test.each([
    ['nested', { shape: [2, 1], data: [['a'], ['b']] }],
    ['flat in two dimensions', { shape: [2, 1] }],
    ['with a content type', { parameters: { content_type: 'str' } }],
    ['with fields that are not known', { format: 'x' }],
  ])('reads texts %s', (_, change) => {
    expect(ask(withInput(change)).texts).toEqual(['a', 'b']);
  });

  test('reads texts that follow as bytes', () => {
    const tensors = writeTensor('BYTES', ['a\0', 'ö👍', '']);
    const bytes = { shape: [3], data: undefined, parameters: { binary_data_size: tensors.length } };
    expect(ask(withInput(bytes), tensors).texts).toEqual(['a\0', 'ö👍', '']);
  });

  test('keeps the id and the key, and lets an output decide for itself whether it is bytes', () => {
    const asked = ask({
      ...withInput({}),
      id: 'x',
      parameters: { key: 'visitor', binary_data_output: true },
      outputs: [{ name: 'scores' }, { name: 'label', parameters: { binary_data: false } }],
    });
    expect(asked).toMatchObject({ id: 'x', key: 'visitor' });
    expect(asked.outputs).toEqual([
      { name: 'scores', binary: true },
      { name: 'label', binary: false },
    ]);
  });

  test.each([
    ['a list', [], /no JSON object/],
    ['null', null, /no JSON object/],
    ['no inputs', {}, /one element of "inputs"/],
    ['two inputs', { inputs: [input, input] }, /one element of "inputs"/],
    ['an input that is null', { inputs: [null] }, /one element of "inputs"/],
    ['another name', withInput({ name: 'input-0' }), /"input-0"/],
    ['another type', withInput({ datatype: 'FP32' }), /"FP32"/],
    ['no shape', withInput({ shape: undefined }), /shape undefined/],
    ['three dimensions', withInput({ shape: [1, 1, 2] }), /shape \[1,1,2\]/],
    ['two columns', withInput({ shape: [1, 2] }), /shape \[1,2\]/],
    ['a negative shape', withInput({ shape: [-1] }), /shape \[-1\]/],
    ['a shape of halves', withInput({ shape: [1.5] }), /shape \[1.5\]/],
    ['a shape that is too large', withInput({ shape: [3] }), /has 2 elements and its shape says 3/],
    ['no data', withInput({ data: undefined }), /no list "data"/],
    ['data that is a text', withInput({ data: 'ab' }), /no list "data"/],
    ['a number as text', withInput({ data: ['a', 5] }), /5 at index 1/],
    ['nested too deep', withInput({ shape: [2, 1], data: [[['a']], ['b']] }), /at index 0/],
    ['base64', withInput({ parameters: { content_type: 'base64' } }), /"base64"/],
    ['parameters that are a list', withInput({ parameters: [] }), /must be an object/],
    ['bytes that never came', withInput({ parameters: { binary_data_size: 9 } }), /9 and 0 bytes/],
    ['an id that is a number', { ...withInput({}), id: 5 }, /"id" must be a string/],
    ['a key that is a number', { ...withInput({}), parameters: { key: 5 } }, /"key"/],
    ['a key that is too long', { ...withInput({}), parameters: { key: 'k'.repeat(201) } }, /200/],
    ['outputs that are a text', { ...withInput({}), outputs: 'label' }, /must be a list/],
    ['an unknown output', { ...withInput({}), outputs: [{ name: 'logits' }] }, /"logits" is not known/],
    ['an output twice', { ...withInput({}), outputs: [{ name: 'id' }, { name: 'id' }] }, /twice/],
    ['an output a million times', { ...withInput({}), outputs: Array(1e6).fill({ name: 'id' }) }, /1000000/],
    [
      'classification',
      { ...withInput({}), outputs: [{ name: 'label', parameters: { classification: 2 } }] },
      /"scores"/,
    ],
    ['a flag that is none', { ...withInput({}), parameters: { binary_data_output: 1 } }, /true or false/],
  ])('is refused with %s', (_, json, says) => {
    expect(() => ask(json)).toThrow(says);
  });

  test.each([
    ['an element that is longer than the bytes', [255, 0, 0, 0, 97], 1],
    ['a length that is cut', [1, 0], 1],
    ['a length of four gigabytes', [255, 255, 255, 255], 1],
    ['more elements than the shape says', [0, 0, 0, 0, 0, 0, 0, 0], 1],
  ])('is refused with %s', (_, bytes, count) => {
    expect(() => readBytesTensor(Buffer.from(bytes), count)).toThrow(/not 1 elements/);
  });

  test('is refused with a text that is not UTF-8', () => {
    expect(() => readBytesTensor(Buffer.from([1, 0, 0, 0, 0xff]), 1)).toThrow(/index 0 is not UTF-8/);
    expect(() => rawText(Buffer.from([0xff]))).toThrow(/not UTF-8/);
  });

  test.each([
    ['is longer than the body', '99', /99 bytes of JSON and the body has 4/],
    ['is no number', 'x', /length of the JSON/],
    ['is negative', '-1', /length of the JSON/],
    ['cuts the JSON', '3', /does not begin with JSON/],
  ])('is refused where its header %s', (_, header, says) => {
    expect(() => splitBody(Buffer.from('{}{}'), header)).toThrow(says);
  });

  test('is one text and nothing else where its header says 0', () => {
    expect(splitBody(Buffer.from('a text'), '0')).toBeNull();
    expect(rawText(Buffer.from('a text')).texts).toEqual(['a text']);
  });
});

test('tensors are written little-endian', () => {
  expect([...writeTensor('BYTES', ['ab'])]).toEqual([2, 0, 0, 0, 97, 98]);
  expect([...writeTensor('INT32', [258])]).toEqual([2, 1, 0, 0]);
  expect([...writeTensor('BOOL', [true, false])]).toEqual([1, 0]);
  expect([...writeTensor('FP64', [1])]).toEqual([0, 0, 0, 0, 0, 0, 240, 63]);
});
