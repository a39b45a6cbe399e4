import { expect, test } from 'vitest';
import { splitHits } from './split-hits.ts';

test.each([
  ['A good Good film', 'GOOD', ['A ', '[good]', ' ', '[Good]', ' film']],
  ['film', '', ['film']],
  ['film', 'book', ['film']],
  ['aaa', 'aa', ['[aa]', 'a']],
  ['İstanbul', 'stan', ['İstanbul']],
  ['<b>', '<', ['[<]', 'b>']],
])('%j searched for %j', (text, search, pieces) => {
  expect(splitHits(text, search).map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))).toEqual(
    pieces,
  );
});
