import type { ServedModel } from '@verdict/serve';
import { expect, test } from 'vitest';
import type { Answer, Question } from '../asking/question.ts';
import { createPredictionLog } from './create-prediction-log.ts';

const question: Question = {
  text: 'A warm film.',
  model: undefined,
  key: null,
  surface: 'predict',
  requestId: 'a-request',
  actor: null,
};

/** How many rows a log of a MiB takes of a model with so many classes, while nothing can be written. */
function rowsTaken(classes: number): number {
  const scores = Object.fromEntries(Array.from({ length: classes }, (_, i) => [`class-${i}`, 1 / classes]));
  const prediction = { label: 'class-0', confidence: 1 / classes, scores, unsure: false };
  const answer: Answer = {
    id: '01940000-0000-7000-8000-000000000000',
    prediction,
    served: { name: 'small', version: 1 } as ServedModel,
    part: 'champion',
    tookMs: 1,
  };
  const log = createPredictionLog({
    sink: { write: () => new Promise(() => {}) },
    text: 'full',
    bufferBytes: 2 ** 20,
  });
  for (let times = 0; times < 5000; times++) log.listener(answer, question);
  expect(log.waiting() + log.dropped()).toBe(5000);
  return log.waiting();
}

test('the bound of the log holds for models of many classes too', () => {
  expect(rowsTaken(2)).toBeGreaterThan(1000);
  // As measured, 65 kB a row.
  expect(rowsTaken(1000)).toBeLessThan(16);
});
