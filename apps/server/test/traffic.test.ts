import { setTimeout as after } from 'node:timers/promises';
import type { ServingTraffic } from '@verdict/ledger';
import { createModelShelf, createServedModel, type ServedModel, type TextPredictor } from '@verdict/serve';
import { busyPredictor } from '@verdict/serve/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAsking } from '../src/asking/create-asking.ts';
import type { Question } from '../src/asking/question.ts';
import { createTraffic } from '../src/traffic/index.ts';
import type { TrialToAbort } from '../src/traffic/traffic-record.ts';
import { smallServedModel } from './small-models.ts';

const broken: TextPredictor = {
  kind: 'instant',
  predict: () => {
    throw new TypeError('a weight is missing');
  },
  close: async () => {},
};
const trial: ServingTraffic = {
  model: 'reviews',
  challenger: 2,
  mode: 'canary',
  percent: 100,
  rules: { minimumAnswers: 5, failureShare: 0.5, latencyRatio: null, accuracyDrop: null },
  startedMs: 1000,
};

describe('traffic in a process', () => {
  let base: ServedModel;
  beforeAll(async () => {
    base = await smallServedModel('reviews', 1);
  });

  /** A record across the network that is away at first. */
  const processOf = (challenger: TextPredictor, { awayTimes = 0 } = {}) => {
    const aborted: TrialToAbort[] = [];
    let away = awayTimes;
    const traffic = createTraffic({
      record: {
        writeShadow: async () => {},
        abort: async (stopped) => {
          if (away-- > 0) throw new Error('the record is away');
          aborted.push(stopped);
        },
      },
      log: { info: () => {}, warn: () => {} },
    });
    const { name, model, bytes, sha256 } = base;
    const models = [busyPredictor(0), challenger].map((predictor, i) =>
      createServedModel({ name, version: i + 1, model, bytes, sha256, predictor }),
    );
    const shelf = createModelShelf([], 'reviews');
    shelf.replace(models, [
      { alias: 'champion', name: 'reviews', version: 1 },
      { alias: 'challenger', name: 'reviews', version: 2 },
    ]);
    let ids = 0;
    const asking = createAsking({
      shelf,
      nextId: () => `id-${++ids}`,
      listeners: [traffic.listener],
      router: traffic.router,
    });
    const inMemory = (name: string, version: number) => shelf.peek(`${name}@${version}`) ?? null;
    const ask = async (more: Partial<Question> = {}) =>
      asking.ask({
        text: 'a film',
        model: undefined,
        key: null,
        surface: 'predict',
        requestId: 'r',
        actor: null,
        ...more,
      });
    return { traffic, ask, aborted, follow: (...all: ServingTraffic[]) => traffic.follow(all, inMemory) };
  };
  const factsOf = ({ traffic }: ReturnType<typeof processOf>) => traffic.facts().challengers[0];

  test('the champion answers where the challenger fails, until it is asked no more', async () => {
    const own = processOf(broken);
    own.follow(trial);
    for (let i = 0; i < 20; i++) {
      expect(await own.ask()).toMatchObject({ part: 'champion', served: { version: 1 } });
    }
    expect(factsOf(own)).toMatchObject({ failures: 5 });
    await own.traffic.stop(1000);
    expect(own.aborted).toEqual([
      {
        model: 'reviews',
        startedMs: 1000,
        reason: 'The challenger failed at 5 of 5 questions; at most 50 % were allowed.',
      },
    ]);
  });

  test('is stopped here at once though the record hears of it later, once', async () => {
    const own = processOf(broken, { awayTimes: 2 });
    own.follow(trial);
    for (let i = 0; i < 8; i++) await own.ask();
    // The record still says that it runs, and with a larger share.
    own.follow({ ...trial, percent: 99 });
    for (let i = 0; i < 8; i++) await own.ask();
    expect(factsOf(own).failures).toBe(5);
    for (let tries = 0; own.aborted.length === 0 && tries < 100; tries++) await after(20);
    await own.traffic.stop(1000);
    expect(own.aborted).toHaveLength(1);
  });

  test('gives up telling a record that stays away when the process stops', async () => {
    const own = processOf(broken, { awayTimes: Number.POSITIVE_INFINITY });
    own.follow(trial);
    for (let i = 0; i < 8; i++) await own.ask();
    await own.traffic.stop(100);
    expect(own.aborted).toEqual([]);
  });

  test('a trial that follows begins at nothing, and a larger share does not', async () => {
    const own = processOf(broken);
    own.follow({ ...trial, percent: 100 });
    for (let i = 0; i < 4; i++) await own.ask();
    own.follow({ ...trial, percent: 100, startedMs: 2000 });
    for (let i = 0; i < 4; i++) await own.ask();
    own.follow({ ...trial, percent: 99.999_999, startedMs: 2000 });
    expect(own.aborted).toEqual([]);
    await own.ask();
    await own.traffic.stop(1000);
    expect(own.aborted).toMatchObject([{ startedMs: 2000 }]);
  });

  test('asks nothing of a challenger that is not in memory, of another model, or without a trial', async () => {
    const own = processOf(broken);
    for (const all of [[], [{ ...trial, challenger: 3 }], [{ ...trial, model: 'others' }]]) {
      own.follow(...all);
      for (let i = 0; i < 10; i++) expect((await own.ask()).part).toBe('champion');
    }
    expect(own.traffic.facts().challengers).toEqual([]);
  });

  test('counts a shadow as agreeing or not, only of questions that the champion was asked by name', async () => {
    const own = processOf(busyPredictor(0));
    own.follow({ ...trial, mode: 'shadow' });
    for (let i = 0; i < 7; i++) expect((await own.ask()).served.version).toBe(1);
    await own.ask({ model: 'reviews@1' });
    await own.ask({ model: 'reviews@challenger' });
    await own.traffic.stop(1000);
    expect(factsOf(own)).toEqual({
      model: 'reviews',
      version: 2,
      agreements: 7,
      disagreements: 0,
      failures: 0,
      dropped: 0,
    });
  });

  test('a challenger that is slow for everybody is stopped', async () => {
    const own = processOf(busyPredictor(8));
    const rules = { ...trial.rules, failureShare: null, latencyRatio: 3 };
    // A challenger that answers in the shadow of a quick champion, which must have answered as often.
    own.follow({ ...trial, mode: 'canary', percent: 50, rules });
    for (let i = 0; i < 300 && own.aborted.length === 0; i++) await own.ask({ key: `u${i}` });
    await own.traffic.stop(1000);
    expect(own.aborted[0]?.reason).toMatch(/^The challenger took \d+(\.\d+)? ms at the 95th percentile/);
  });
});
