import { describe, expect, it } from 'vitest';
import { classNames, positiveClass } from './class-names.ts';

describe('classNames', () => {
  it('sorts distinct labels by code point, which UTF-16 order is not', () => {
    expect(classNames(['b', '\u{1f600}', 'B', 'b', '\uffee', 'a'])).toEqual([
      'B',
      'a',
      'b',
      '\uffee',
      '\u{1f600}',
    ]);
  });
});

describe('positiveClass', () => {
  const none = { recipe: undefined, asked: null };
  const cases: readonly [
    classes: string[],
    wishes: { recipe: string | undefined; asked: string | null },
    found: string | null,
  ][] = [
    [['negative', 'positive'], none, 'positive'],
    [['Spam', 'ham'], none, 'Spam'],
    [['FALSE', 'TRUE'], none, 'TRUE'],
    [['Yes', 'no'], none, 'Yes'],
    [['0', '1'], none, '1'],
    [['1', 'positive'], none, 'positive'],
    [['cat', 'dog'], none, 'dog'],
    [['ham', 'spam'], { recipe: 'ham', asked: null }, 'ham'],
    [['ham', 'spam'], { recipe: 'ham', asked: 'spam' }, 'spam'],
    [['a', 'b', 'positive'], none, null],
  ];
  for (const [classes, wishes, found] of cases) {
    it(`of ${classes.join(', ')} with ${JSON.stringify(wishes)} is ${found}`, () => {
      const index = positiveClass(classes, wishes);
      expect(index === null ? null : classes[index]).toBe(found);
    });
  }

  it('refuses a name that is no class, and any name where there are three', () => {
    expect(() => positiveClass(['ham', 'spam'], { recipe: 'positive', asked: null })).toThrow(
      /the recipe calls "positive"/,
    );
    expect(() => positiveClass(['a', 'b', 'c'], { recipe: undefined, asked: 'a' })).toThrow(/there are 3/);
  });
});
