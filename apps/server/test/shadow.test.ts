import { setImmediate as turn } from 'node:timers/promises';
import type { ShadowAnswer } from '@verdict/ledger';
import { createServedModel, ServeError, type TextPredictor } from '@verdict/serve';
import { batchPredictor, busyPredictor, lengthPrediction } from '@verdict/serve/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { createShadow, type ShadowQuestion } from '../src/traffic/create-shadow.ts';
import { smallServedModel } from './small-models.ts';

describe('the shadow', () => {
  let base: Awaited<ReturnType<typeof smallServedModel>>;
  beforeAll(async () => {
    base = await smallServedModel('reviews', 2);
  });

  const ask = (predictor: TextPredictor) => {
    const { name, version, model, bytes, sha256 } = base;
    const challenger = createServedModel({ name, version, model, bytes, sha256, predictor });
    const answers: ShadowAnswer[] = [];
    const errors: unknown[] = [];
    const seen = { answers, errors, dropped: 0 };
    let asked = 0;
    return {
      seen,
      question: (text: string): ShadowQuestion => ({
        id: `id-${++asked}`,
        text,
        challenger,
        onAnswer: (answer, error) => {
          answers.push(answer);
          errors.push(error);
        },
        onDropped: () => {
          seen.dropped++;
        },
      }),
    };
  };

  test('answers after the turn in which it was asked, and in order', async () => {
    const { seen, question } = ask(busyPredictor(0));
    const shadow = createShadow();
    for (const text of ['a', 'bb', 'ccc']) shadow.offer(question(text));
    expect(seen.answers).toEqual([]);
    expect(shadow.waiting()).toBe(3);
    await shadow.stop();
    const { label, confidence, scores } = lengthPrediction('bb');
    expect(seen.answers[1]).toEqual({
      predictionId: 'id-2',
      model: 'reviews',
      version: 2,
      label,
      confidence,
      scores,
      tookUs: expect.any(Number),
      failed: null,
    });
    expect(seen.answers.map(({ predictionId }) => predictionId)).toEqual(['id-1', 'id-2', 'id-3']);
  });

  test('gives others a turn after each dear answer', async () => {
    const { seen, question } = ask(busyPredictor(3));
    const shadow = createShadow();
    for (let i = 0; i < 20; i++) shadow.offer(question('x'));
    let before = 0;
    while (shadow.waiting() > 0) {
      await turn();
      // Its line makes dear questions wait for their turn by itself; some may be answered together, never all.
      expect(seen.answers.length - before).toBeLessThanOrEqual(4);
      before = seen.answers.length;
    }
    expect(seen.answers).toHaveLength(20);
  });

  test('drops and counts what is more than it can hold, by number and by size', async () => {
    const { seen, question } = ask(busyPredictor(0));
    const shadow = createShadow();
    for (let i = 0; i < 300; i++) shadow.offer(question('x'));
    expect(seen.dropped).toBe(300 - 256);
    await shadow.stop();
    expect(seen.answers).toHaveLength(256);

    const other = ask(busyPredictor(0));
    const large = createShadow();
    const half = 'y'.repeat(2 ** 21);
    for (let i = 0; i < 4; i++) large.offer(other.question(half));
    expect(other.seen.dropped).toBe(2);
    await large.stop();
    // One that alone is more than all that is held is still asked: nobody else is there.
    const alone = createShadow();
    alone.offer(other.question('z'.repeat(2 ** 22 + 1)));
    await alone.stop();
    expect(other.seen.answers).toHaveLength(3);
  });

  test('waits for a challenger that answers elsewhere, and drops what comes once it stops', async () => {
    const { seen, question } = ask(batchPredictor({ fixedMs: 5, eachMs: 0, maxTexts: 32 }));
    const shadow = createShadow();
    for (let i = 0; i < 200; i++) shadow.offer(question('x'.repeat(i)));
    const stopped = shadow.stop();
    shadow.offer(question('late'));
    await stopped;
    expect(shadow.waiting()).toBe(0);
    // What its line refuses for want of time is dropped too.
    expect(seen.answers.length + seen.dropped).toBe(201);
    expect(seen.answers.length).toBeGreaterThan(0);
    await shadow.stop();
  });

  test('tells a failure from an answer, and from having too much to do', async () => {
    const failing = (error: unknown): TextPredictor => ({
      kind: 'instant',
      predict: () => {
        throw error;
      },
      close: async () => {},
    });
    const broken = new TypeError('x'.repeat(1000));
    for (const [error, failed] of [
      [broken, 'x'.repeat(300)],
      ['odd', 'odd'],
      [new Error(''), 'It failed and did not say why.'],
    ] as const) {
      const { seen, question } = ask(failing(error));
      const shadow = createShadow();
      shadow.offer(question('a'));
      await shadow.stop();
      expect(seen.answers).toMatchObject([{ label: null, confidence: null, scores: null, failed }]);
      expect(seen.errors).toEqual([error]);
    }
    const { seen, question } = ask(failing(new ServeError('OVERLOADED', 'too much')));
    const shadow = createShadow();
    shadow.offer(question('a'));
    await shadow.stop();
    expect([seen.answers, seen.dropped]).toEqual([[], 1]);
  });
});
