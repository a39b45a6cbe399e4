import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { testStores } from '@verdict/db/testing';
import { decodeModel } from '@verdict/learn';
import { createServedModel } from '@verdict/serve';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { watchAccuracy } from '../../src/traffic/index.ts';
import { smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const model = 'reviews';
const warm = 'A warm film, I liked it.';

describe.each(testStores())('traffic over HTTP on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    const contrary = await smallModelFile('nb-logreg', ['positive', 'negative']);
    const broken = await smallModelFile('naive-bayes');
    at = await recordApp(store, {
      flags: { predictsPerMinute: 1_000_000 },
      // In memory as the file that the record has, and it cannot answer.
      models: [
        createServedModel({
          name: model,
          version: 3,
          model: decodeModel(broken),
          bytes: broken.byteLength,
          sha256: createHash('sha256').update(broken).digest('hex'),
          predictor: {
            kind: 'instant',
            predict: () => {
              throw new TypeError('a weight is missing');
            },
            close: async () => {},
          },
        }),
      ],
    });
    for (const file of [await smallModelFile(), contrary, broken]) {
      await at.client.models.register(model, file);
    }
    await at.client.models.promote(model, { version: 1, force: true, reason: 'a test' });
  }, 60_000);
  afterEach(async () => {
    await at.client.models.endTraffic(model).catch(() => {});
  });
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  const ask = async (key?: string, named = model) => {
    const reply = await at.app.inject({
      method: 'POST',
      url: '/api/v1/predict',
      payload: { text: warm, model: named, ...(key !== undefined && { key }) },
    });
    expect(reply.statusCode, reply.body).toBe(200);
    const answer = reply.json();
    expect(reply.headers['x-model-version']).toBe(String(answer.model.version));
    return answer as { id: string; label: string; model: { version: number } };
  };
  const versionsOf = async (keys: readonly string[]) => {
    const versions: number[] = [];
    for (const key of keys) versions.push((await ask(key)).model.version);
    return versions;
  };
  const until = async <Value>(look: () => Promise<Value>, isDone: (value: Value) => boolean) => {
    for (let tries = 0; ; tries++) {
      const value = await look();
      if (isDone(value) || tries === 100) return value;
      await after(50);
    }
  };
  const keys = Array.from({ length: 200 }, (_, i) => `user-${i}`);

  test('a shadow answers behind the champion, and the report compares them', async () => {
    await at.client.models.setTraffic(model, { mode: 'shadow', version: 2 });
    const { disagreements: before = 0 } = at.traffic?.facts().challengers.find((c) => c.version === 2) ?? {};
    const given = [];
    for (let i = 0; i < 20; i++) given.push(await ask());
    expect(given.every(({ model, label }) => model.version === 1 && label === 'positive')).toBe(true);
    const report = await until(
      () => at.client.models.trafficReport(model, { examples: 3 }),
      ({ agreement }) => agreement?.compared === 20,
    );
    expect(report).toMatchObject({
      traffic: { mode: 'shadow', percent: 100, version: 2, state: 'running' },
      champion: { version: 1, answers: 20, failures: 0, labels: { positive: 20 }, accuracy: null },
      challenger: { version: 2, answers: 20, failures: 0, labels: { negative: 20 } },
      agreement: {
        compared: 20,
        agreed: 0,
        share: { estimate: 0, low: 0 },
        matrix: [{ champion: 'positive', challenger: 'negative', count: 20 }],
      },
    });
    expect(report.challenger.latency_ms?.p50).toBeGreaterThan(0);
    expect(report.agreement?.share?.high).toBeLessThan(0.2);
    expect(report.agreement?.disagreements).toHaveLength(3);
    expect(report.agreement?.disagreements[0]).toMatchObject({
      prediction_id: given[19].id,
      text: warm,
      champion: { label: 'positive' },
      challenger: { label: 'negative' },
    });
    expect(at.traffic?.facts().challengers).toContainEqual(
      expect.objectContaining({ model, version: 2, disagreements: before + 20, dropped: 0 }),
    );
  });

  test('a canary answers its share, and whoever is in it stays in it while it grows', async () => {
    const set = (percent: number) =>
      at.client.models.setTraffic(model, { mode: 'canary', version: 2, percent });
    await set(0);
    expect(new Set(await versionsOf(keys))).toEqual(new Set([1]));
    let inIt = new Set<string>();
    for (const [percent, least, most] of [
      [10, 5, 40],
      [50, 70, 130],
    ] as const) {
      await set(percent);
      const versions = await versionsOf(keys);
      expect(await versionsOf(keys)).toEqual(versions);
      const now = new Set(keys.filter((_, i) => versions[i] === 2));
      expect(now.size).toBeGreaterThanOrEqual(least);
      expect(now.size).toBeLessThanOrEqual(most);
      expect([...inIt].every((key) => now.has(key))).toBe(true);
      inIt = now;
    }
    await set(100);
    expect(new Set(await versionsOf(keys))).toEqual(new Set([2]));
    expect(await ask()).toMatchObject({ label: 'negative', model: { version: 2 } });
    expect((await ask('user-1', `${model}@1`)).model.version).toBe(1);
    expect((await ask('user-1', `${model}@champion`)).model.version).toBe(1);
    expect((await ask('user-1', `${model}@challenger`)).model.version).toBe(2);

    const report = await until(
      () => at.client.models.trafficReport(model),
      ({ challenger }) => challenger.answers >= 321,
    );
    expect(report.champion?.labels).toEqual({ positive: report.champion?.answers });
    expect(report.challenger.labels).toEqual({ negative: report.challenger.answers });
    expect(report.agreement).toBeNull();
  });

  test('a canary that fails is stopped by its rules, and nobody is refused meanwhile', async () => {
    await at.client.models.setTraffic(model, {
      mode: 'canary',
      version: 3,
      percent: 100,
      rules: { minimum_answers: 10 },
    });
    for (let i = 0; i < 30; i++) expect((await ask()).model.version).toBe(1);
    const traffic = await until(
      () => at.client.models.traffic(model),
      ({ state }) => state === 'aborted',
    );
    expect(traffic).toMatchObject({
      state: 'aborted',
      reason: 'The challenger failed at 10 of 10 questions; at most 5 % were allowed.',
      updated_by: 'system',
    });
    const { events } = await at.client.events.list({ subject_kind: 'traffic', action: 'traffic.aborted' });
    expect(events[0]).toMatchObject({ subject: model, actor: 'system' });
    const report = await until(
      () => at.client.models.trafficReport(model),
      ({ challenger }) => challenger.failures === 10,
    );
    expect(report).toMatchObject({ challenger: { answers: 0, failures: 10, latency_ms: null } });
    await at.serving?.refresh();
    expect((await ask()).model.version).toBe(1);
  });

  test('a shadow that fails is stopped likewise', async () => {
    await at.client.models.setTraffic(model, {
      mode: 'shadow',
      version: 3,
      rules: { minimum_answers: 5, failure_share: 0 },
    });
    for (let i = 0; i < 20; i++) await ask();
    const { reason } = await until(
      () => at.client.models.traffic(model),
      ({ state }) => state === 'aborted',
    );
    expect(reason).toBe('The challenger failed at 5 of 5 questions; at most 0 % were allowed.');
  });

  test('a challenger that feedback shows to be worse is stopped, where a rule asks for it', async () => {
    const watch = watchAccuracy({
      ledger: at.ledger,
      log: { warn: () => {} },
      onAborted: async () => at.serving?.refresh(),
    });
    const rules = { minimum_answers: 10 };
    await at.client.models.setTraffic(model, { mode: 'shadow', version: 2, rules });
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push((await ask()).id);
    await until(
      () => at.client.models.trafficReport(model),
      ({ agreement }) => agreement?.compared === 12,
    );
    for (const id of ids) await at.client.predictions.giveFeedback(id, { label: 'positive' });
    const { champion, challenger } = await at.client.models.trafficReport(model);
    expect(champion).toMatchObject({ labelled: 12, correct: 12, accuracy: { estimate: 1, high: 1 } });
    expect(challenger).toMatchObject({ labelled: 12, correct: 0, accuracy: { estimate: 0, low: 0 } });
    await watch.look();
    expect((await at.client.models.traffic(model)).state).toBe('running');
    await at.client.models.setTraffic(model, {
      mode: 'shadow',
      version: 2,
      rules: { accuracy_drop: 0.1 },
    });
    await watch.look();
    expect(await at.client.models.traffic(model)).toMatchObject({
      state: 'aborted',
      rules: { minimum_answers: 10 },
      reason:
        'By feedback the challenger was right 0 times of 12 and the champion 12 times of 12; at most 10 points less were allowed.',
    });
    await watch.stop();
  });

  test('stopped by hand it says why, and a promoted challenger is tried no more', async () => {
    await at.client.models.setTraffic(model, { mode: 'canary', version: 2, percent: 100 });
    await at.client.models.abortTraffic(model, { reason: 'It is rude.' });
    expect((await ask()).model.version).toBe(1);
    expect(await at.client.models.traffic(model)).toMatchObject({ state: 'aborted', reason: 'It is rude.' });
    await at.client.models.setTraffic(model, { mode: 'canary', version: 2, percent: 100 });
    await at.client.models.promote(model, { version: 2, force: true, reason: 'a test' });
    expect((await ask()).model.version).toBe(2);
    await expect(at.client.models.traffic(model)).rejects.toMatchObject({ code: 'TRAFFIC_UNKNOWN' });
    await at.client.models.rollback(model);
    expect((await ask()).model.version).toBe(1);
  });

  test.each([
    [{ mode: 'canary', version: 2 }, 422, 'REQUEST_INVALID'],
    [{ mode: 'canary', version: 2, percent: 101 }, 422, 'REQUEST_INVALID'],
    [{ mode: 'canary', version: 2, percent: '5' }, 422, 'REQUEST_INVALID'],
    [{ mode: 'half', version: 2 }, 422, 'REQUEST_INVALID'],
    [{ mode: 'shadow', version: 2, rules: { patience: 1 } }, 422, 'REQUEST_INVALID'],
    [{ mode: 'shadow', version: 2, rules: { failure_share: -1 } }, 422, 'REQUEST_INVALID'],
    [{ mode: 'shadow', version: 1 }, 409, 'NOTHING_TO_CHALLENGE'],
    [{ mode: 'shadow', version: 99 }, 404, 'MODEL_VERSION_UNKNOWN'],
    [{ mode: 'shadow', version: 2 ** 31 }, 404, 'MODEL_VERSION_UNKNOWN'],
  ])('refuses %j', async (payload, status, code) => {
    const reply = await at.app.inject({ method: 'PUT', url: `/api/v1/models/${model}/traffic`, payload });
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });
});
