import { createModelShelf, type ServedModel } from '@verdict/serve';
import { batchPredictor, busyPredictor } from '@verdict/serve/testing';
import { describe, expect, test } from 'vitest';
import { type AskingInput, createAsking } from '../src/asking/create-asking.ts';
import { partOf, versionOf } from '../src/asking/model-reference.ts';
import type { Answer, Question } from '../src/asking/question.ts';
import type { ChallengerFailure } from '../src/traffic/router.ts';
import { servedBy } from './small-models.ts';

const about = { model: undefined, key: null, surface: 'predict', requestId: 'r', actor: null } as const;
const question = (text: string, model?: string): Question => ({ ...about, text, model });

function askingOf(models: readonly ServedModel[], more: Partial<AskingInput> = {}) {
  const told: Answer[] = [];
  let ids = 0;
  const asking = createAsking({
    shelf: createModelShelf(models, 'sentiment-en'),
    nextId: () => `id-${++ids}`,
    listeners: [(answer) => told.push(answer)],
    ...more,
  });
  return { asking, told };
}

describe('what a reference means', () => {
  test.each([
    ['sentiment-en', null, 'champion'],
    ['sentiment-en@champion', null, 'champion'],
    ['sentiment-en@challenger', null, 'asked'],
    ['sentiment-en@3', { name: 'sentiment-en', version: 3 }, 'asked'],
    ['sentiment-en@0', null, 'asked'],
    ['sentiment-en@1000000000', null, 'asked'],
    ['../../etc/passwd@3', null, 'asked'],
    ['a@3@4', null, 'asked'],
    ['@3', null, 'asked'],
    ['', null, 'champion'],
  ])('%s', (reference, version, part) => {
    expect(versionOf(reference)).toEqual(version);
    expect(partOf(reference)).toBe(part);
  });
});

describe('asking', () => {
  test('answers at once where nothing has to be waited for, and tells who listens', async () => {
    const { asking, told } = askingOf([await servedBy(busyPredictor(0))]);
    const answer = asking.ask(question('abc'));
    expect(answer).toMatchObject({ id: 'id-1', part: 'champion', served: { version: 1 } });
    expect(told).toEqual([answer]);
  });

  test('tells nobody of what was not answered', async () => {
    const broken = { kind: 'instant', predict: () => fail(), close: async () => {} } as const;
    const { asking, told } = askingOf([await servedBy(broken)]);
    expect(() => asking.ask(question('abc'))).toThrow('broken');
    await expect(asking.askMany(['abc'], about)).rejects.toThrow('broken');
    expect(told).toEqual([]);
  });

  test('asks a version by its number, and one that is not in service where it can be had', async () => {
    const models = [await servedBy(busyPredictor(0)), await servedBy(busyPredictor(0), { version: 2 })];
    const third = await servedBy(busyPredictor(0), { version: 3 });
    const wanted: string[] = [];
    const { asking } = askingOf(models, {
      onDemand: {
        find: async (name, version) => {
          wanted.push(`${name}@${version}`);
          return third;
        },
      },
    });
    const answers = [undefined, 'sentiment-en@1', 'sentiment-en@3'].map((model) =>
      asking.ask(question('abc', model)),
    );
    expect(await Promise.all(answers)).toMatchObject([
      { part: 'champion', served: { version: 2 } },
      { part: 'asked', served: { version: 1 } },
      { part: 'asked', served: { version: 3 } },
    ]);
    expect(wanted).toEqual(['sentiment-en@3']);
    expect(() => asking.ask(question('abc', '../3'))).toThrow(
      expect.objectContaining({ code: 'MODEL_NOT_FOUND' }),
    );
  });

  test('goes to one version with all texts of a request, also while another is put into service', async () => {
    const shelf = createModelShelf([await servedBy(busyPredictor(1.5))], 'sentiment-en');
    const { asking } = askingOf([], { shelf });
    const later = await servedBy(busyPredictor(0), { version: 2 });
    setTimeout(() => shelf.replace([later]), 20);
    const answers = await asking.askMany(new Array(40).fill('abc'), about);
    expect(new Set(answers.map(({ served }) => served.version))).toEqual(new Set([1]));
    expect(asking.ask(question('abc'))).toMatchObject({ served: { version: 2 } });
  });
});

describe('many texts', () => {
  test.each([
    ['cheap', () => busyPredictor(0.2)],
    ['dear', () => busyPredictor(3)],
  ])('of a %s model let others be answered in between', async (_, predictor) => {
    const { asking } = askingOf([await servedBy(predictor())]);
    let turns = 0;
    const count = (): void => {
      turns++;
      beat = setImmediate(count);
    };
    let beat = setImmediate(count);
    await asking.askMany(new Array(300).fill('abc'), about);
    clearImmediate(beat);
    // 60 ms at least, and a turn every 5 ms and a text.
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  test('come back in their order, each with an id of its own', async () => {
    const texts = Array.from({ length: 200 }, (_, i) => 'x'.repeat(i));
    for (const predictor of [busyPredictor(0), batchPredictor({ fixedMs: 1, eachMs: 0, maxTexts: 16 })]) {
      const { asking } = askingOf([await servedBy(predictor)]);
      const answers = await asking.askMany(texts, about);
      expect(answers.map(({ prediction }) => prediction.scores.positive)).toEqual(
        texts.map((text) => (text.length % 97) / 97),
      );
      expect(new Set(answers.map(({ id }) => id)).size).toBe(200);
    }
  });

  test('are asked together where the model has a way to', async () => {
    const predictor = batchPredictor({ fixedMs: 1, eachMs: 0, maxTexts: 16 });
    const { asking } = askingOf([await servedBy(predictor)]);
    await asking.askMany(new Array(64).fill('abc'), about);
    expect(predictor.batches).toEqual([16, 16, 16, 16]);
  });

  test('are not turned away once their request was let in, however long they take', async () => {
    const { asking } = askingOf([await servedBy(busyPredictor(3), { line: { maxWaitMs: 5 } })]);
    const requests = [
      asking.askMany(new Array(20).fill('a'), about),
      asking.askMany(new Array(20).fill('b'), about),
    ];
    const answers = await Promise.all(requests);
    expect(answers.map(({ length }) => length)).toEqual([20, 20]);
  });
});

describe('a challenger', () => {
  const challengerOf = async (predictor: Parameters<typeof servedBy>[0]) => {
    const failures: ChallengerFailure[] = [];
    const champion = await servedBy(busyPredictor(0));
    const challenger = await servedBy(predictor, { version: 2 });
    const asked: (string | null)[] = [];
    const { asking, told } = askingOf([], {
      shelf: createModelShelf([champion], 'sentiment-en'),
      router: {
        challengerFor: (_, key) => {
          asked.push(key);
          return challenger;
        },
        challengerFailed: (_, failure) => failures.push(failure),
      },
    });
    return { asking, told, failures, asked };
  };

  test('answers the questions that are its, and none that names a version', async () => {
    const { asking, asked } = await challengerOf(busyPredictor(0));
    expect(asking.ask({ ...question('a'), key: 'k' })).toMatchObject({
      part: 'challenger',
      served: { version: 2 },
    });
    expect(asking.ask(question('a', 'sentiment-en@1'))).toMatchObject({
      part: 'asked',
      served: { version: 1 },
    });
    expect(asked).toEqual(['k']);
  });

  test.each([
    ['at once', { kind: 'instant', predict: () => fail(), close: async () => {} } as const],
    ['later', { kind: 'batch', maxTexts: 4, predictAll: async () => fail(), close: async () => {} } as const],
  ])('that fails %s leaves the answer to the champion, under the same id', async (_, predictor) => {
    const { asking, told, failures } = await challengerOf(predictor);
    const answer = await asking.ask(question('a'));
    expect(answer).toMatchObject({ id: 'id-1', part: 'champion', served: { version: 1 } });
    expect(failures).toMatchObject([{ id: 'id-1', error: { message: 'broken' } }]);
    expect(told).toEqual([answer]);
  });
});

function fail(): never {
  throw new Error('broken');
}
