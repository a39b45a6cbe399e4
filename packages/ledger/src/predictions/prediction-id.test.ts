import { expect, test } from 'vitest';
import { firstPredictionIdAt, isPredictionId, msOfPredictionId } from './prediction-id.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

test('the time is read from an id', () => {
  expect(msOfPredictionId(id)).toBe(0x01890a5dac96);
});

test('an id of a millisecond sorts from the first of that millisecond on, and before the first of the next', () => {
  const ms = msOfPredictionId(id);
  expect(firstPredictionIdAt(ms) <= id).toBe(true);
  expect(id < firstPredictionIdAt(ms + 1)).toBe(true);
  expect(msOfPredictionId(firstPredictionIdAt(ms))).toBe(ms);
});

test.each([
  [-1, '00000000-0000-'],
  [1.5, '00000000-0002-'],
  [Number.MAX_SAFE_INTEGER, 'ffffffff-ffff-'],
])('time %d is held within what an id can say', (ms, begin) => {
  expect(firstPredictionIdAt(ms).startsWith(begin)).toBe(true);
});

test.each(['', 'a', id.toUpperCase(), id.replace('-7', '-4'), `${id} `, id.replace('0', '\0')])(
  '%j is no id of a prediction',
  (text) => {
    expect(isPredictionId(text)).toBe(false);
    expect(isPredictionId(id)).toBe(true);
  },
);
