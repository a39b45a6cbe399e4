import type { GoldenRow, Prediction } from '@verdict/learn';
import { describe, expect, test } from 'vitest';
import { createLine } from '../admission/create-line.ts';
import type { TextPredictor } from '../predictor.ts';

export interface PredictorUnderTest {
  readonly predictor: TextPredictor;
  readonly classes: readonly string[];
  /** Texts with the scores that they must get, class by class. */
  readonly golden: readonly GoldenRow[];
  /** How far one answer to a text may be from another: 0 where nothing depends on what else is in a batch. */
  readonly tolerance: number;
}

const odd: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['white space', ' \t\n\u00a0'],
  ['one character', 'a'],
  ['lone surrogates', '\ud800 warm \udc00'],
  ['NUL', 'warm\0film'],
  ['other scripts and emoji', 'とても面白かった 👍🏽'],
  ['a million characters without a space', 'a'.repeat(1_000_000)],
  ['a hundred thousand words', 'a warm film '.repeat(33_334)],
];

/** What holds of whatever answers texts, whether on this thread or elsewhere. */
export function predictorContract(name: string, open: () => Promise<PredictorUnderTest>): void {
  describe(`the predictor of ${name}`, () => {
    const ask = async (predictor: TextPredictor, texts: readonly string[]): Promise<readonly Prediction[]> =>
      predictor.kind === 'instant' ? texts.map(predictor.predict) : predictor.predictAll(texts);

    test('gives the scores that it gave when it was made', async () => {
      const { predictor, golden, classes } = await open();
      const answers = await ask(
        predictor,
        golden.map(({ text }) => text),
      );
      golden.forEach(({ scores }, row) => {
        classes.forEach((label, k) => {
          expect(Math.abs(answers[row].scores[label] - scores[k])).toBeLessThanOrEqual(1e-9);
        });
      });
    });

    test.each(odd)('gives probabilities to %s', async (_, text) => {
      const { predictor, classes } = await open();
      const [{ label, confidence, scores }] = await ask(predictor, [text]);
      expect(Object.keys(scores)).toEqual(classes);
      const values = Object.values(scores);
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(confidence).toBe(scores[label]);
    });

    test('says of a text in company what it says of it alone, through its line too', async () => {
      const { predictor, golden, tolerance } = await open();
      const texts = [...golden.map(({ text }) => text), 'once more', 'once more'];
      const line = createLine(predictor);
      const alone: Prediction[] = [];
      for (const text of texts) alone.push(...(await ask(predictor, [text])));
      const together = await Promise.all(texts.map(async (text) => (await line.ask(text, true)).prediction));
      together.forEach(({ scores }, row) => {
        for (const [label, score] of Object.entries(scores)) {
          expect(Math.abs(score - alone[row].scores[label])).toBeLessThanOrEqual(tolerance);
        }
      });
    });

    test('answers the same again', async () => {
      const { predictor, golden, tolerance } = await open();
      const texts = golden.map(({ text }) => text);
      const [first, again] = [await ask(predictor, texts), await ask(predictor, texts)];
      first.forEach(({ confidence }, row) => {
        expect(Math.abs(confidence - again[row].confidence)).toBeLessThanOrEqual(tolerance);
      });
    });

    test('is closed once, however often', async () => {
      const { predictor } = await open();
      await predictor.close();
      await expect(predictor.close()).resolves.toBeUndefined();
    });
  });
}
