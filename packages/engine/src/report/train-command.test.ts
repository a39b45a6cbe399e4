import { recipes } from '@verdict/learn';
import { describe, expect, it } from 'vitest';
import { type CommandParts, trainCommand } from './train-command.ts';

const preset = recipes.get('logreg');
if (!preset) throw new Error('logreg is a preset');
const parts: CommandParts = {
  data: 'reviews@3',
  test: null,
  name: 'reviews',
  recipe: preset,
  text: null,
  label: null,
  holdout: 0.2,
  seed: 42,
  positive: null,
  sizeBytes: null,
};

describe('trainCommand', () => {
  for (const [what, change, command] of [
    ['a preset by its name', {}, '--data reviews@3 --name reviews --recipe logreg --seed 42 --holdout 0.2'],
    [
      'a recipe of one’s own by its file',
      { recipe: { ...preset, classifier: { kind: 'logistic-regression', c: 7 } } },
      '--data reviews@3 --name reviews --recipe recipe.json --seed 42 --holdout 0.2',
    ],
    [
      'test rows of their own, and no holdout',
      { test: 'test@1' },
      '--data reviews@3 --test test@1 --name reviews --recipe logreg --seed 42',
    ],
    [
      'names that a shell would take apart',
      { data: "my data; it's.csv", positive: '$(x)', sizeBytes: 4000, text: 'the text' },
      "--data 'my data; it'\\''s.csv' --name reviews --recipe logreg --seed 42 --holdout 0.2 --text 'the text' --positive '$(x)' --size 4000b",
    ],
  ] satisfies [string, Partial<CommandParts>, string][]) {
    it(`writes ${what}`, () => {
      expect(trainCommand({ ...parts, ...change })).toBe(`verdict train ${command}`);
    });
  }
});
