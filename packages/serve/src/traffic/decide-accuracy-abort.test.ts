import { describe, expect, test } from 'vitest';
import { decideAccuracyAbort } from './decide-accuracy-abort.ts';

const side = (correct: number, labelled: number) => ({ correct, labelled });

describe('decideAccuracyAbort', () => {
  test.each([
    ['nobody asks for it', null, side(0, 1000), side(1000, 1000), false],
    ['there is too little feedback of the challenger', 0, side(0, 99), side(1000, 1000), false],
    ['there is too little feedback of the champion', 0, side(0, 1000), side(99, 99), false],
    ['both are as good', 0, side(900, 1000), side(900, 1000), false],
    ['it is better', 0, side(950, 1000), side(900, 1000), false],
    ['it is worse, and that may be chance', 0, side(85, 100), side(90, 100), false],
    ['it is surely worse', 0, side(850, 1000), side(900, 1000), true],
    ['it is surely worse, and that much is allowed', 0.05, side(850, 1000), side(900, 1000), false],
    ['it is worse than is allowed', 0.05, side(700, 1000), side(900, 1000), true],
    ['it is always wrong', 0, side(0, 100), side(100, 100), true],
  ] as const)('when %s', (_, accuracyDrop, challenger, champion, stops) => {
    const reason = decideAccuracyAbort({ minimumAnswers: 100, accuracyDrop }, { champion, challenger });
    expect(reason !== null).toBe(stops);
  });

  test('says what it saw and what was allowed', () => {
    const sides = { champion: side(900, 1000), challenger: side(700, 1000) };
    expect(decideAccuracyAbort({ minimumAnswers: 1, accuracyDrop: 0.02 }, sides)).toBe(
      'By feedback the challenger was right 700 times of 1000 and the champion 900 times of 1000; at most 2 points less were allowed.',
    );
  });
});
