import { expect, test } from 'vitest';
import { modelNameProblem } from './model-name.ts';

test.each(['a', 'sentiment-en', 'spam.v2_x', 'x'.repeat(100)])('%s can name a model', (name) => {
  expect(modelNameProblem(name)).toBeNull();
});

test.each(['', '-a', 'a b', '../x', 'x'.repeat(101), 'ü', '<script>'])('%j cannot', (name) => {
  expect(modelNameProblem(name)).toMatch(/name|Use 1 to 100/);
});
