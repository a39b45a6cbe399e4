import { expect, test } from 'vitest';
import type { Answer, Question } from '../asking/question.ts';
import { createAnswerMeter } from './answer-meter.ts';
import type { MetricFamily } from './family.ts';

const question: Question = {
  text: 'a',
  model: undefined,
  key: null,
  surface: 'predict',
  requestId: 'r',
  actor: null,
};

const version = (number: number, name = 'm') => ({ name, version: number }) as Answer['served'];

function answer(served: Answer['served'], label = 'good', part: Answer['part'] = 'champion'): Answer {
  const prediction = { label, confidence: 0.97, scores: {}, unsure: label === 'bad' };
  return { id: 'i', prediction, served, part, tookMs: 0.02 };
}

function read(families: readonly MetricFamily[], name: string): Record<string, number> {
  const family = families.find((each) => each.name === name);
  return Object.fromEntries(
    (family?.samples ?? []).map(({ suffix, labels, value }) => [
      suffix + Object.values(labels).join(' '),
      value,
    ]),
  );
}

test('counts by model, version, label and part; how sure they were, and how long they took', () => {
  const meter = createAnswerMeter();
  const [one, two] = [version(1), version(2)];
  meter.listener(answer(one), question);
  meter.listener(answer(one), question);
  meter.listener(answer(one, 'bad'), question);
  meter.listener(answer(two, 'good', 'challenger'), question);
  const families = meter.families(new Set(['m@1', 'm@2']));
  expect(read(families, 'verdict_predictions_total')).toEqual({
    'm 1 good champion': 2,
    'm 1 bad champion': 1,
    'm 2 good challenger': 1,
  });
  expect(read(families, 'verdict_unsure_total')).toEqual({ 'm 1': 1, 'm 2': 0 });
  expect(read(families, 'verdict_prediction_confidence')).toMatchObject({
    '_bucketm 1 0.95': 0,
    '_bucketm 1 0.99': 3,
    '_countm 2': 1,
  });
  expect(read(families, 'verdict_prediction_duration_seconds')).toMatchObject({
    '_bucketm 1 0.00001': 0,
    '_bucketm 1 0.000025': 3,
  });
});

test('a version that is loaded again goes on where it was', () => {
  const meter = createAnswerMeter();
  meter.listener(answer(version(1)), question);
  meter.listener(answer(version(1)), question);
  expect(read(meter.families(new Set()), 'verdict_predictions_total')).toEqual({ 'm 1 good champion': 2 });
});

test('a thousand promotions leave a bounded number of series, those in memory and those that left last', () => {
  const meter = createAnswerMeter();
  const first = version(1);
  meter.listener(answer(first), question);
  for (let number = 2; number <= 1000; number++) meter.listener(answer(version(number)), question);
  const families = meter.families(new Set(['m@2', 'm@1000']));
  const kept = Object.keys(read(families, 'verdict_predictions_total'));
  expect(kept).toHaveLength(52);
  expect(kept).toEqual(
    expect.arrayContaining(['m 2 good champion', 'm 1000 good champion', 'm 999 good champion']),
  );
  // The very object may still be in memory, for a rollback.
  meter.listener(answer(first), question);
  expect(read(meter.families(new Set(['m@1'])), 'verdict_predictions_total')).toMatchObject({
    'm 1 good champion': 1,
  });
});
