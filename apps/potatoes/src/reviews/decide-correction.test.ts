import { describe, expect, test } from 'vitest';
import type { Corrector } from '../tables/tables.ts';
import { countsAs } from './counts-as.ts';
import { decideCorrection } from './decide-correction.ts';

const said = (saidBy: Corrector, isPositive: boolean, atMs: number) => ({ saidBy, isPositive, atMs });

describe('of several corrections', () => {
  test.each([
    ['none', [], null, null],
    ['one that agrees with the machine', [said('visitor', true, 1)], null, null],
    ['one visitor', [said('visitor', false, 1)], false, 'visitor'],
    [
      'the latest of equals',
      [said('visitor', true, 2), said('visitor', false, 3), said('visitor', true, 1)],
      false,
      'visitor',
    ],
    ['the author before visitors', [said('author', false, 1), said('visitor', true, 2)], false, 'author'],
    [
      'the author, who agrees with the machine, before visitors',
      [said('author', true, 1), said('visitor', false, 2)],
      null,
      null,
    ],
    ['the moderator before all', [said('moderator', false, 1), said('author', true, 9)], false, 'moderator'],
  ] as const)('%s', (_, corrections, correctedTo, correctedBy) => {
    expect(decideCorrection(true, corrections)).toEqual({ correctedTo, correctedBy });
  });
});

describe('a review counts', () => {
  test.each([
    ['waiting', null, null, null, null],
    ['held', true, null, null, null],
    ['removed', true, null, null, null],
    ['shown', true, null, null, true],
    ['shown', true, false, 'visitor', true],
    ['shown', true, false, 'author', false],
    ['shown', false, true, 'moderator', true],
  ] as const)(
    '%s, said %s, corrected to %s by %s: %s',
    (state, is_positive, corrected_to, corrected_by, as) =>
      expect(countsAs({ state, is_positive, corrected_to, corrected_by })).toBe(as),
  );
});
