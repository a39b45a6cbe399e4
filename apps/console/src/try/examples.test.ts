import { expect, test } from 'vitest';
import { examplesFor } from './examples.ts';

test.each([
  [['ham', 'Spam'], 'a message that wants something'],
  [['negative', 'positive'], 'a happy review'],
  [['sports', 'business'], 'a happy review'],
  [[], 'a happy review'],
])('a model of %j is offered texts of its kind', (classes, first) => {
  expect(examplesFor(classes)[0][0]).toBe(first);
});
