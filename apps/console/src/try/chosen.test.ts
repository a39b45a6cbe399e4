import { describe, expect, test } from 'vitest';
import { chosenOf } from './chosen.ts';

const version = (number: number, explainable = true) => ({
  version: number,
  aliases: [],
  classes: ['a', 'b'],
  explainable,
  reads_letters: false,
});
const asked = {
  default_model: 'usual',
  max_text_length: 1000,
  models: [
    { name: 'fresh', champion: null, versions: [version(2), version(1, false)] },
    { name: 'usual', champion: 1, versions: [version(2), version(1)] },
  ],
};

describe('what is asked', () => {
  test.each([
    [{}, 'usual', 'usual', null],
    [{ model: 'usual', version: 1 }, 'usual', 'usual@1', null],
    [{ model: 'usual', version: 2, beside: 1 }, 'usual', 'usual@2', 'usual@1'],
    [{ model: 'usual', beside: 2 }, 'usual', 'usual', 'usual@2'],
    [{ model: 'usual', beside: 1 }, 'usual', 'usual', null],
    [{ model: 'fresh' }, 'fresh', 'fresh@2', null],
    [{ model: 'usual', version: 99 }, 'usual', 'usual@99', null],
  ])('of %j is %s, by the name %s, beside %s', (search, name, left, right) => {
    const chosen = chosenOf(asked, search);
    expect([chosen?.name, chosen?.left.reference, chosen?.right?.reference ?? null]).toEqual([
      name,
      left,
      right,
    ]);
    expect(chosen?.unknown).toBeNull();
  });

  test('is the usual one where the address names another that is gone, and says so', () => {
    expect(chosenOf(asked, { model: 'gone', version: 5 })).toMatchObject({
      name: 'usual',
      left: { reference: 'usual' },
      unknown: 'gone',
    });
  });

  test('is nothing where there is no model, and the first where the usual one is not there', () => {
    expect(chosenOf({ ...asked, models: [] }, {})).toBeNull();
    expect(chosenOf({ ...asked, default_model: 'gone' }, {})?.name).toBe('fresh');
  });

  test('a version whose letters or trees nobody can read is not asked why', () => {
    expect(chosenOf(asked, { model: 'fresh', version: 1 })?.left.explainable).toBe(false);
  });
});
