import { setTimeout as after, setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type BatchPredictor,
  createLine,
  type InstantPredictor,
  type Line,
  ServeError,
  type Timed,
} from '../src/index.ts';
import { batchPredictor, busyPredictor, lengthPrediction } from '../src/testing/index.ts';

/** Answers, and how many were refused. */
async function askAll(line: Line, texts: readonly string[]) {
  const asked = await Promise.allSettled(texts.map(async (text) => line.ask(text)));
  const refusals = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  return { asked, refusals, answered: asked.length - refusals.length };
}

const texts = (count: number) => Array.from({ length: count }, (_, i) => 'x'.repeat(i));

/** A predictor whose texts take so long by a clock of its own: what else the machine does is not among it. */
function onItsOwnClock(costMs: () => number) {
  let ms = 0;
  const predictor: InstantPredictor = {
    kind: 'instant',
    predict: (text) => {
      ms += costMs();
      if (text === 'poison') throw new Error('this text breaks the model');
      return lengthPrediction(text);
    },
    close: async () => {},
  };
  return { predictor, now: () => ms };
}

/** A line that has learned what its predictor costs. */
async function learned(line: Line): Promise<Line> {
  for (let i = 0; i < 3; i++) await line.ask('x'.repeat(10 + i), true);
  return line;
}

describe('the line of a predictor on this thread', () => {
  test('answers a cheap text at once', async () => {
    const line = await learned(createLine(busyPredictor(0)));
    const answer = line.ask('abc');
    expect(answer).not.toBeInstanceOf(Promise);
    expect((answer as Timed).prediction).toEqual(lengthPrediction('abc'));
  });

  test('lets the event loop turn between dear texts', async () => {
    const line = await learned(createLine(busyPredictor(6)));
    let turns = 0;
    const count = (): void => {
      turns++;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await askAll(line, texts(8));
    clearImmediate(timer);
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  test('refuses, with a code that may be tried again, what it could not answer in time', async () => {
    const { predictor, now } = onItsOwnClock(() => 5);
    const line = await learned(createLine(predictor, { maxWaitMs: 50, now }));
    const { refusals, answered } = await askAll(line, texts(60));
    // The eleventh has ten before it, which is 50 ms; the twelfth would wait longer.
    expect(answered).toBe(11);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(ServeError);
      expect(refusal).toMatchObject({ code: 'OVERLOADED', canRetry: true });
    }
    expect(line.facts()).toMatchObject({ waiting: 0, full: false, refused: refusals.length });
    expect((await line.ask('again')).prediction).toEqual(lengthPrediction('again'));
  });

  test('turns nobody away who was let in before', async () => {
    const line = await learned(createLine(busyPredictor(2), { maxWaitMs: 10 }));
    const answers = await Promise.all(texts(30).map(async (text) => line.ask(text, true)));
    expect(answers.map(({ prediction }) => prediction)).toEqual(texts(30).map(lengthPrediction));
  });

  test('hands on what its predictor throws, and goes on', async () => {
    let costMs = 3;
    const { predictor, now } = onItsOwnClock(() => costMs);
    const line = await learned(createLine(predictor, { now }));
    const { refusals, answered } = await askAll(line, ['a', 'poison', 'b']);
    expect([refusals.length, answered]).toEqual([1, 2]);
    costMs = 0;
    for (let i = 0; i < 1000; i++) await line.ask('b', true);
    expect(() => line.ask('poison')).toThrow('breaks the model');
  });

  test('is closed when all that waited were answered', async () => {
    const line = await learned(createLine(busyPredictor(2)));
    const asked = askAll(line, texts(5));
    await line.close();
    expect(line.facts().waiting).toBe(0);
    expect((await asked).answered).toBe(5);
  });
});

describe('the line of a predictor elsewhere', () => {
  test('gives each text its own answer, in batches that are never too large', async () => {
    const predictor = batchPredictor({ fixedMs: 3, eachMs: 0.1, maxTexts: 8 });
    const line = createLine(predictor);
    const { asked } = await askAll(line, texts(30));
    asked.forEach((each, i) => {
      expect(each.status === 'fulfilled' && each.value.prediction).toEqual(lengthPrediction('x'.repeat(i)));
    });
    expect(Math.max(...predictor.batches)).toBeLessThanOrEqual(8);
    expect(predictor.batches.length).toBeLessThanOrEqual(6);
  });

  test('gathers the next batch while one is under way', async () => {
    const predictor = batchPredictor({ fixedMs: 30, eachMs: 0, maxTexts: 64 });
    const line = createLine(predictor);
    const first = line.ask('first');
    await after(5);
    const rest = askAll(line, texts(20));
    await first;
    await rest;
    expect(predictor.batches).toEqual([1, 20]);
  });

  test('does not keep one who comes alone', async () => {
    let ms = 0;
    const batches: number[] = [];
    const predictor: BatchPredictor = {
      kind: 'batch',
      maxTexts: 64,
      predictAll: async (of) => {
        batches.push(of.length);
        ms += 10;
        return of.map(lengthPrediction);
      },
      close: async () => {},
    };
    const line = createLine(predictor, { now: () => ms });
    for (let i = 1; i <= 5; i++) {
      const answer = line.ask('alone');
      // A window would be a timer, and take a millisecond at least.
      await turn();
      expect(batches).toEqual(new Array(i).fill(1));
      await answer;
      ms += 40;
    }
  });

  test('waits for one who will come before the batch alone could be done', async () => {
    let ms = 0;
    const batches: number[] = [];
    const predictor: BatchPredictor = {
      kind: 'batch',
      maxTexts: 2,
      predictAll: async (of) => {
        batches.push(of.length);
        ms += 10_000;
        return of.map(lengthPrediction);
      },
      close: async () => {},
    };
    const line = createLine(predictor, { now: () => ms });
    await line.ask('alone');
    for (let i = 0; i < 100; i++) await Promise.all([line.ask('a'), line.ask('b')]);
    const first = line.ask('first');
    for (let i = 0; i < 5; i++) await turn();
    expect(batches.length).toBe(101);
    await Promise.all([first, line.ask('second')]);
    expect(batches.at(-1)).toBe(2);
  });

  test('answers all but the one that breaks its batch', async () => {
    const line = createLine(batchPredictor({ fixedMs: 1, eachMs: 0, maxTexts: 8, poison: 'poison' }));
    const { refusals, answered } = await askAll(line, ['a', 'poison', 'b']);
    expect([refusals.length, answered]).toEqual([1, 2]);
    expect(String(refusals[0])).toContain('breaks the model');
  });

  test('refuses what it could not answer in time, and takes more as soon as there is room', async () => {
    const line = await learned(
      createLine(batchPredictor({ fixedMs: 20, eachMs: 0, maxTexts: 4 }), { maxWaitMs: 50 }),
    );
    const { refusals, answered } = await askAll(line, texts(60));
    expect(answered).toBeLessThanOrEqual(20);
    expect(refusals.every(({ code }) => code === 'OVERLOADED')).toBe(true);
    expect(line.facts().full).toBe(false);
    await expect(line.ask('again')).resolves.toBeDefined();
  });

  test('refuses who comes when it is closed, and closes when it has answered the others', async () => {
    const predictor = batchPredictor({ fixedMs: 5, eachMs: 0, maxTexts: 2 });
    const line = createLine(predictor);
    const asked = askAll(line, texts(5));
    await Promise.all([line.close(), line.close()]);
    expect(predictor.isClosed()).toBe(true);
    expect((await asked).answered).toBe(5);
    expect(() => line.ask('late')).toThrow(expect.objectContaining({ code: 'NOT_READY' }));
  });

  test('tells how many texts each batch has', async () => {
    const told: number[] = [];
    const predictor = batchPredictor({ fixedMs: 1, eachMs: 0, maxTexts: 4 });
    const line = createLine(predictor, { onBatch: (count) => told.push(count) });
    await askAll(line, texts(10));
    expect(told).toEqual(predictor.batches);
  });
});
