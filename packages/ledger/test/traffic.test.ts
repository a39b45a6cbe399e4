import { createHash } from 'node:crypto';
import { type TestStore, testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  abortTraffic,
  deleteVersion,
  endTraffic,
  findTraffic,
  firstPredictionIdAt,
  getModel,
  getTraffic,
  giveFeedback,
  listEvents,
  listServing,
  type PredictionRow,
  promoteVersion,
  registerVersion,
  removeAlias,
  reportTraffic,
  retireChampion,
  rollback,
  type ShadowAnswer,
  setAlias,
  setTraffic,
  updateVersion,
  usualRules,
  writePredictions,
  writeShadowAnswers,
} from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';

const refusedWith = (code: string) => expect.objectContaining({ code });
/** Feedback of these must not look as if it came before its prediction. */
const start = Date.UTC(2026, 10, 1);

describe.each(testStores())('traffic on $name', (store: TestStore) => {
  let now = start;
  let ledger: TestLedger;
  let model: string;
  let count = 0;
  let ids = 0;

  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now++ });
  });
  beforeEach(async () => {
    model = `m${++count}`;
    for (const content of ['one', 'two', 'three']) await register(`${model} ${content}`);
    await promote(1);
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  const register = async (content: string, format: 'verdict' | 'other' = 'verdict') => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const md5 = createHash('md5').update(content).digest('hex');
    await ledger.sql
      .insertInto('blob')
      .values({ sha256, md5, bytes: content.length, created_ms: 0 })
      .execute();
    return registerVersion(ledger, by, {
      model,
      runId: null,
      blob: { sha256, bytes: content.length },
      format,
      facts: null,
    });
  };
  const promote = (version: number) =>
    promoteVersion(ledger, by, { model, version, judgement: null, force: true, reason: 'a test' });
  const serving = async () => {
    const { revision, versions, challengers, traffic } = await listServing(ledger);
    const own = <Item extends { readonly model: string }>(items: readonly Item[]) =>
      items.filter((item) => item.model === model);
    return { revision, versions: own(versions), challengers: own(challengers), traffic: own(traffic) };
  };
  const events = async () =>
    (await listEvents(ledger, { subjectKind: 'traffic', subject: model })).items.map(({ action }) => action);
  const aliases = async () => (await getModel(ledger, model)).aliases;

  describe('setTraffic', () => {
    test('begins a trial: the alias is set, every process hears of it, and an event tells', async () => {
      const before = await serving();
      expect(before).toMatchObject({ versions: [{ version: 1 }], challengers: [], traffic: [] });
      const traffic = await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 5 });
      expect(traffic).toMatchObject({ model, version: 2, mode: 'canary', percent: 5, state: 'running' });
      expect(traffic.rules).toEqual(usualRules);
      expect(await getTraffic(ledger, model)).toEqual(traffic);
      expect(await aliases()).toEqual({ champion: 1, challenger: 2 });
      const after = await serving();
      expect(after.revision).not.toBe(before.revision);
      expect(after).toMatchObject({
        versions: [{ version: 1 }],
        challengers: [{ version: 2, bytes: `${model} two`.length }],
        traffic: [{ challenger: 2, mode: 'canary', percent: 5, startedMs: traffic.startedMs }],
      });
      expect(await events()).toEqual(['traffic.started']);
    });

    test('changes share and rules of the trial that runs, which goes on', async () => {
      const first = await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 0 });
      const { revision } = await serving();
      const asked = {
        model,
        version: 2,
        mode: 'canary',
        percent: 12.5,
        rules: { failureShare: null },
      } as const;
      const second = await setTraffic(ledger, by, asked);
      expect(second).toMatchObject({ percent: 12.5, startedMs: first.startedMs });
      expect(second.rules).toEqual({ ...usualRules, failureShare: null });
      expect((await serving()).revision).not.toBe(revision);
      expect(await setTraffic(ledger, by, asked)).toEqual(second);
      expect(await events()).toEqual(['traffic.changed', 'traffic.started']);
      const third = await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 25 });
      expect(third.rules.failureShare).toBeNull();
    });

    test.each([
      ['another version', { version: 3, mode: 'canary' }],
      ['another mode', { version: 2, mode: 'shadow' }],
    ] as const)('with %s begins a trial of its own, and one a model at a time', async (_, other) => {
      const first = await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 5 });
      const second = await setTraffic(ledger, by, { model, percent: 5, ...other });
      expect(second.startedMs).toBeGreaterThan(first.startedMs);
      expect(await aliases()).toEqual({ champion: 1, challenger: other.version });
      expect((await serving()).challengers).toHaveLength(1);
    });

    test.each([
      ['the champion itself', { version: 1 }, 'NOTHING_TO_CHALLENGE'],
      ['a version that is not there', { version: 9 }, 'MODEL_VERSION_UNKNOWN'],
      ['more than all', { percent: 100.1 }, 'VALUE_INVALID'],
      ['less than none', { percent: -1 }, 'VALUE_INVALID'],
      ['no number', { percent: Number.NaN }, 'VALUE_INVALID'],
      ['half an answer as minimum', { rules: { minimumAnswers: 0.5 } }, 'VALUE_INVALID'],
      ['a share of failures above one', { rules: { failureShare: 1.1 } }, 'VALUE_INVALID'],
      ['a challenger that must be faster', { rules: { latencyRatio: 0.5 } }, 'VALUE_INVALID'],
      ['an accuracy that must grow', { rules: { accuracyDrop: -0.1 } }, 'VALUE_INVALID'],
    ] as const)('refuses %s', async (_, asked, code) => {
      const wanted = { model, version: 2, mode: 'canary', percent: 5, ...asked } as const;
      await expect(setTraffic(ledger, by, wanted)).rejects.toEqual(refusedWith(code));
      expect(await findTraffic(ledger, model)).toBeNull();
    });

    test('refuses what cannot serve, and a model without a champion', async () => {
      const other = await register(`${model} onnx`, 'other');
      await updateVersion(ledger, by, { model, version: 3, status: 'failed' });
      const asked = { model, mode: 'shadow', percent: 100 } as const;
      for (const version of [3, other.version.version]) {
        await expect(setTraffic(ledger, by, { ...asked, version })).rejects.toEqual(
          refusedWith('CANNOT_SERVE'),
        );
      }
      await retireChampion(ledger, by, { model, reason: '' });
      await expect(setTraffic(ledger, by, { ...asked, version: 2 })).rejects.toEqual(
        refusedWith('NOTHING_TO_CHALLENGE'),
      );
    });
  });

  describe('abortTraffic', () => {
    test('asks the challenger nothing more, and keeps the trial with its reason', async () => {
      const { startedMs } = await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 50 });
      const aborted = await abortTraffic(ledger, by, { model, reason: 'It fails.', startedMs });
      expect(aborted).toMatchObject({ state: 'aborted', reason: 'It fails.', percent: 50 });
      expect(await serving()).toMatchObject({ challengers: [], traffic: [], versions: [{ version: 1 }] });
      expect(await getTraffic(ledger, model)).toEqual(aborted);
      expect(await abortTraffic(ledger, by, { model, reason: 'Late.' })).toEqual(aborted);
      expect(await events()).toEqual(['traffic.aborted', 'traffic.started']);
    });

    test('of an earlier trial leaves the one that followed it alone', async () => {
      const first = await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 50 });
      await abortTraffic(ledger, by, { model, reason: 'It fails.' });
      const again = await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 50 });
      expect(again).toMatchObject({ state: 'running', reason: '' });
      expect(again.startedMs).toBeGreaterThan(first.startedMs);
      await abortTraffic(ledger, by, { model, reason: 'Late.', startedMs: first.startedMs });
      expect(await getTraffic(ledger, model)).toEqual(again);
    });

    test('is refused where nothing is tried', async () => {
      for (const verb of [
        () => abortTraffic(ledger, by, { model, reason: '' }),
        () => endTraffic(ledger, by, { model }),
        () => getTraffic(ledger, model),
        () => reportTraffic(ledger, { model }),
      ]) {
        await expect(verb()).rejects.toEqual(refusedWith('TRAFFIC_UNKNOWN'));
      }
      await expect(abortTraffic(ledger, by, { model: 'no\0where', reason: '' })).rejects.toEqual(
        refusedWith('MODEL_UNKNOWN'),
      );
    });
  });

  describe('a trial ends', () => {
    beforeEach(async () => {
      await setTraffic(ledger, by, { model, version: 2, mode: 'shadow', percent: 100 });
    });

    test('when it is ended, with its alias', async () => {
      expect(await endTraffic(ledger, by, { model })).toMatchObject({ version: 2 });
      expect(await aliases()).toEqual({ champion: 1 });
      expect(await findTraffic(ledger, model)).toBeNull();
      expect(await events()).toEqual(['traffic.ended', 'traffic.started']);
    });

    test('when its challenger is promoted', async () => {
      await promote(2);
      expect(await aliases()).toEqual({ champion: 2 });
      expect(await serving()).toMatchObject({ versions: [{ version: 2 }], challengers: [], traffic: [] });
      expect(await events()).toEqual(['traffic.ended', 'traffic.started']);
    });

    test('when its challenger comes back by a rollback', async () => {
      await promote(2);
      await promote(3);
      await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 1 });
      await rollback(ledger, by, { model, reason: '' });
      expect(await aliases()).toEqual({ champion: 2 });
      expect(await findTraffic(ledger, model)).toBeNull();
    });

    test('when nothing is in service any more', async () => {
      await retireChampion(ledger, by, { model, reason: '' });
      expect(await aliases()).toEqual({});
      expect(await findTraffic(ledger, model)).toBeNull();
    });

    test('and goes on where a third version is promoted', async () => {
      await promote(3);
      expect(await aliases()).toEqual({ champion: 3, challenger: 2 });
      expect(await serving()).toMatchObject({ versions: [{ version: 3 }], challengers: [{ version: 2 }] });
    });

    test('while it runs, the alias and the version stay', async () => {
      const referred = refusedWith('STILL_REFERRED_TO');
      await expect(setAlias(ledger, by, { model, alias: 'challenger', version: 3 })).rejects.toEqual(
        referred,
      );
      await expect(removeAlias(ledger, by, { model, alias: 'challenger' })).rejects.toEqual(referred);
      await expect(deleteVersion(ledger, by, { model, version: 2 })).rejects.toEqual(referred);
      await abortTraffic(ledger, by, { model, reason: '' });
      await setAlias(ledger, by, { model, alias: 'challenger', version: 3 });
      await endTraffic(ledger, by, { model });
      expect(await aliases()).toEqual({ champion: 1, challenger: 3 });
    });
  });

  describe('reportTraffic', () => {
    const idAt = (ms: number) =>
      firstPredictionIdAt(ms).replace(/0000-0000-.*/, `7000-8000-${String(++ids).padStart(12, '0')}`);
    const scores = (label: string) => ({
      bad: label === 'bad' ? 0.9 : 0.1,
      good: label === 'good' ? 0.9 : 0.1,
    });
    const said = (version: number, label: string, more: Partial<PredictionRow> = {}): PredictionRow => {
      const atMs = now++;
      return {
        id: idAt(atMs),
        atMs,
        model,
        version,
        part: version === 1 ? 'champion' : 'challenger',
        surface: 'predict',
        label,
        confidence: 0.9,
        unsure: false,
        scores: scores(label),
        text: `a ${label} film`,
        textSha256: null,
        characters: 10,
        tookUs: 1000,
        actor: null,
        requestId: null,
        ...more,
      };
    };
    const shadowed = (row: PredictionRow, label: string | null, tookUs = 2000): ShadowAnswer => ({
      predictionId: row.id,
      model,
      version: 2,
      label,
      confidence: label === null ? null : 0.7,
      scores: label === null ? null : scores(label),
      tookUs,
      failed: label === null ? 'It broke.' : null,
    });
    const feedback = (row: PredictionRow, label: string) =>
      giveFeedback(ledger, { ...by, requestId: null }, { predictionId: row.id, label });

    test('of a shadow compares what both said to the same questions since it began', async () => {
      const early = said(1, 'bad');
      await setTraffic(ledger, by, { model, version: 2, mode: 'shadow', percent: 100 });
      const rows = ['good', 'good', 'good', 'bad', 'bad'].map((label) => said(1, label));
      const asked = said(1, 'good', { part: 'asked' });
      const others = said(3, 'good');
      await writePredictions(ledger, [early, asked, others, ...rows]);
      const answers = [
        shadowed(early, 'good'),
        shadowed(rows[0], 'good'),
        shadowed(rows[1], 'bad'),
        shadowed(rows[2], 'good', 4000),
        shadowed(rows[3], 'bad'),
        shadowed(rows[4], null),
        shadowed(others, 'good'),
        // Its prediction was not written, or is deleted.
        { ...shadowed(rows[0], 'bad'), predictionId: idAt(now) },
      ];
      await writeShadowAnswers(ledger, answers);
      await writeShadowAnswers(ledger, [{ ...answers[1], label: 'bad' }]);
      await feedback(rows[0], 'bad');
      await feedback(rows[0], 'good');
      await feedback(rows[1], 'bad');
      const report = await reportTraffic(ledger, { model });
      expect(report.champion).toEqual({
        version: 1,
        answers: 5,
        failures: 0,
        labels: { good: 3, bad: 2 },
        meanConfidence: expect.closeTo(0.9),
        latencyMs: { p50: 1, p95: 1, p99: 1 },
        labelled: 2,
        correct: 1,
      });
      expect(report.challenger).toMatchObject({
        version: 2,
        answers: 4,
        failures: 1,
        labels: { good: 2, bad: 2 },
        meanConfidence: expect.closeTo(0.7),
        latencyMs: { p50: 2, p95: expect.closeTo(3.7), p99: expect.closeTo(3.94) },
        labelled: 2,
        correct: 2,
      });
      expect(report.agreement).toEqual({
        compared: 4,
        agreed: 3,
        matrix: [
          { champion: 'good', challenger: 'good', count: 2 },
          { champion: 'bad', challenger: 'bad', count: 1 },
          { champion: 'good', challenger: 'bad', count: 1 },
        ],
        disagreements: [
          {
            predictionId: rows[1].id,
            atMs: rows[1].atMs,
            text: 'a good film',
            champion: { label: 'good', confidence: 0.9 },
            challenger: { label: 'bad', confidence: 0.7 },
          },
        ],
      });
      expect((await reportTraffic(ledger, { model, examples: 0 })).agreement?.disagreements).toEqual([]);
    });

    test('of a canary compares versions on the questions that each had', async () => {
      await setTraffic(ledger, by, { model, version: 2, mode: 'canary', percent: 50 });
      const ours = ['good', 'bad', 'good'].map((label) => said(1, label));
      const theirs = ['good', 'bad'].map((label) => said(2, label, { tookUs: 3000 }));
      const asked = said(2, 'good', { part: 'asked' });
      await writePredictions(ledger, [...ours, ...theirs, asked]);
      await writeShadowAnswers(ledger, [shadowed(ours[0], null)]);
      await feedback(theirs[0], 'good');
      const report = await reportTraffic(ledger, { model });
      expect(report.champion).toMatchObject({
        version: 1,
        answers: 3,
        failures: 0,
        labels: { good: 2, bad: 1 },
        labelled: 0,
      });
      expect(report.challenger).toMatchObject({
        version: 2,
        answers: 2,
        failures: 1,
        labels: { good: 1, bad: 1 },
        latencyMs: { p50: 3 },
        labelled: 1,
        correct: 1,
      });
      expect(report.agreement).toBeNull();
    });

    test('tells of an empty trial and of an aborted one', async () => {
      await setTraffic(ledger, by, { model, version: 2, mode: 'shadow', percent: 100 });
      await abortTraffic(ledger, by, { model, reason: 'Enough.' });
      expect(await reportTraffic(ledger, { model })).toMatchObject({
        traffic: { state: 'aborted', reason: 'Enough.' },
        champion: { answers: 0, latencyMs: null, meanConfidence: null },
        challenger: { answers: 0, failures: 0 },
        agreement: { compared: 0, agreed: 0, matrix: [], disagreements: [] },
      });
    });
  });

  test('answers of a challenger that its table cannot hold are refused as the caller’s', async () => {
    const row = {
      predictionId: firstPredictionIdAt(now),
      model,
      version: 2,
      label: 'nul\0 and \ud800',
      confidence: 1,
      scores: { 'nul\0': 1 },
      tookUs: 1,
      failed: null,
    };
    await writeShadowAnswers(ledger, []);
    await writeShadowAnswers(ledger, [row]);
    await expect(writeShadowAnswers(ledger, [{ ...row, predictionId: 'no' }])).rejects.toEqual(
      refusedWith('VALUE_INVALID'),
    );
  });
});
