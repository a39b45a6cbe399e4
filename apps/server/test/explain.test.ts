import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallServedModel } from './small-models.ts';
import { testApp } from './test-app.ts';

const app = await testApp({
  models: [await smallServedModel(), await smallServedModel('chars', 1, 'word-char')],
});
beforeAll(() => app.ready());
afterAll(() => app.close());

const explain = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/explain', payload });
const sum = (parts: readonly { contribution: number }[]) =>
  parts.reduce((total, { contribution }) => total + contribution, 0);

describe('explain', () => {
  test.each(['sentiment-en', 'chars'])(
    'the spans of %s and its intercept add up to the margin',
    async (model) => {
      const text = 'A warm film, a dull ending 👍🏽 and a funny joke.';
      const reply = await explain({ text, model });
      expect(reply.statusCode).toBe(200);
      const { spans, intercept, margin, target, label } = reply.json();
      expect(target).toBe(label);
      expect(intercept + sum(spans)).toBeCloseTo(margin, 9);
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    },
  );

  test('speaks for the class that is asked for', async () => {
    const text = 'A warm film';
    const forIt = (await explain({ text, target: 'positive' })).json();
    const against = (await explain({ text, target: 'negative' })).json();
    expect(against.label).toBe(forIt.label);
    expect(against.margin).toBeCloseTo(-forIt.margin, 12);
  });

  test('names the strongest words first, and no more than a hundred', async () => {
    const words = ['warm', 'funny', 'dull', 'painful', 'film', 'plot', 'ending', 'music', 'cast', 'joke'];
    const text = words.flatMap((a) => words.map((b) => `A ${a} ${b}, I liked a ${b}`)).join('. ');
    const { strongest } = (await explain({ text })).json();
    expect(strongest.length).toBeLessThanOrEqual(100);
    const sizes = strongest.map(({ contribution }: { contribution: number }) => Math.abs(contribution));
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
  });
});
