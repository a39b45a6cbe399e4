import { expect, test } from 'vitest';
import { parseConfusion } from './parse-confusion.ts';

test.each([
  ['t,a,b\na,1,2\nb,3,4', ['a', 'b']],
  ['\uFEFFt,a,b\r\na,1,2\r\nb,3,4\r\n', ['a', 'b']],
  ['t,"a ""x"", y","line\nbreak"\n"a ""x"", y",1,2\n"line\nbreak",3,4\n', ['a "x", y', 'line\nbreak']],
  ["t,'=1+1,b\n'=1+1,1,2\nb,3,4\n", ['=1+1', 'b']],
])('%j is a matrix of the classes %j', (csv, classes) => {
  expect(parseConfusion(csv)).toEqual({
    classes,
    counts: [
      [1, 2],
      [3, 4],
    ],
  });
});

test.each([
  '',
  'nothing',
  '{"a": 1}',
  't,a,b\na,1,2',
  't,a,b\na,1,2\nb,3',
  't,a,b\na,1,2\nc,3,4',
  't,a,b\na,1,2\nb,3,-4',
  't,a,b\na,1,2\nb,3,4.5',
  't,a,b\na,1,2\nb,3,99999999999999999',
  't,"a,b\na,1,2',
])('%j is none', (csv) => {
  expect(parseConfusion(csv)).toBeNull();
});
