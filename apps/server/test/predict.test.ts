import { createPredictor } from '@verdict/learn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallServedModel } from './small-models.ts';
import { testApp } from './test-app.ts';

const models = [
  await smallServedModel('sentiment-en', 2),
  await smallServedModel('sentiment-en', 10),
  await smallServedModel('other', 1, 'naive-bayes'),
];
const answerOf = createPredictor(models[1].model).predict;
const app = await testApp({ models });
beforeAll(() => app.ready());
afterAll(() => app.close());

const predict = (payload: object, url = '/api/v1/predict') => app.inject({ method: 'POST', url, payload });

describe('predict', () => {
  test('answers one text as the model itself does, with an id and where it came from', async () => {
    const text = 'A warm film, I liked it.';
    const reply = await predict({ text });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    const { id, ...rest } = reply.json();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(rest).toEqual({
      ...answerOf(text),
      model: { name: 'sentiment-en', version: 10, run_id: null },
    });
    expect(reply.headers).toMatchObject({ 'x-model-name': 'sentiment-en', 'x-model-version': '10' });
  });

  test('is the same under its short address', async () => {
    const { id: _, ...short } = (await predict({ text: 'A dull plot' }, '/predict')).json();
    const { id: __, ...long } = (await predict({ text: 'A dull plot' })).json();
    expect(short).toEqual(long);
  });

  test('answers several texts in their order, each with an id of its own, ids ascending', async () => {
    const texts = ['A warm film', 'A dull film', 'A warm film'];
    const { predictions } = (await predict({ texts })).json();
    expect(predictions.map(({ label }: { label: string }) => label)).toEqual([
      'positive',
      'negative',
      'positive',
    ]);
    const ids = predictions.map(({ id }: { id: string }) => id);
    expect([...new Set(ids)].sort()).toEqual(ids);
    texts.forEach((text, i) => {
      expect(predictions[i]).toMatchObject(answerOf(text));
    });
  });

  test.each([
    ['other', 'other', 1],
    ['sentiment-en', 'sentiment-en', 10],
    ['sentiment-en@2', 'sentiment-en', 2],
    ['sentiment-en@10', 'sentiment-en', 10],
  ])('asks %s for %s version %i', async (model, name, version) => {
    const reply = await predict({ text: 'A warm film', model });
    expect(reply.json().model).toEqual({ name, version, run_id: null });
  });

  test.each([
    ['one character', 'a'],
    ['a lone surrogate', '\ud800 warm \udc00'],
    ['NUL', 'warm\0film'],
    ['markup', '<script>alert(1)</script>'],
    ['other scripts and emoji', 'とても面白かった 👍🏽'],
    ['as many characters as are allowed', 'a'.repeat(100_000)],
  ])('takes %s', async (_, text) => {
    const reply = await predict({ text });
    expect(reply.statusCode).toBe(200);
    const { scores } = reply.json();
    expect(scores.negative + scores.positive).toBeCloseTo(1, 12);
  });
});
