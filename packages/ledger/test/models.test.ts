import { createHash } from 'node:crypto';
import { type TestStore, testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as ledgerRoom from '../src/index.ts';
import { type TestLedger, testActor, testLedger } from '../src/testing/index.ts';

const {
  createModel,
  deleteModel,
  deleteVersion,
  getChain,
  getModel,
  getVersion,
  listEvents,
  listJudgements,
  listModels,
  listServing,
  listVersions,
  promoteVersion,
  recordJudgement,
  registerVersion,
  removeAlias,
  retireChampion,
  rollback,
  setAlias,
  updateModel,
  updateVersion,
} = ledgerRoom;

const refusedWith = (code: string) => expect.objectContaining({ code });

describe.each(testStores())('models on $name', (store: TestStore) => {
  let now = 1_000_000;
  let ledger: TestLedger;
  let model: string;
  let count = 0;

  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now++ });
  });
  beforeEach(() => {
    model = `m${++count}`;
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  const blobOf = async (content: string) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const md5 = createHash('md5').update(content).digest('hex');
    await ledger.sql
      .insertInto('blob')
      .values({ sha256, md5, bytes: content.length, created_ms: 0 })
      .onConflict((on) => on.doNothing())
      .execute();
    return { sha256, bytes: content.length };
  };

  const register = async (
    content: string,
    more: Partial<ledgerRoom.VersionToRegister> = {},
  ): Promise<ledgerRoom.Registered> =>
    registerVersion(ledger, testActor, {
      model,
      runId: null,
      blob: await blobOf(content),
      format: 'verdict',
      facts: { classes: ['ham', 'spam'] },
      ...more,
    });

  const judged = (
    candidate: number,
    champion: number | null,
    verdict: ledgerRoom.Verdict = 'promote',
  ): ledgerRoom.JudgementToRecord => ({
    candidate,
    champion,
    verdict,
    reasons: [{ rule: 'accuracy', passed: verdict === 'promote', message: 'Accuracy …' }],
    numbers: { rows: 1000 },
    policy: { accuracyMargin: 0.01 },
    rows: 1000,
    rowsSha256: 'f'.repeat(64),
  });

  const promote = (version: number, more: Partial<ledgerRoom.PromotionToMake> = {}) =>
    promoteVersion(ledger, testActor, {
      model,
      version,
      judgement: null,
      force: false,
      reason: '',
      ...more,
    });

  const serve = async (...versions: readonly number[]): Promise<void> => {
    for (const version of versions) await promote(version, { force: true, reason: 'for the test' });
  };

  const insertRun = async (id: string, tags: Record<string, string> = {}): Promise<number> => {
    const { no } = await ledger.sql
      .insertInto('run')
      .values({
        id,
        experiment_id: 0,
        name: `name of ${id}`,
        status: 'finished',
        start_ms: 1,
        end_ms: 2,
        created_ms: 1,
        updated_ms: 2,
        created_by: 'ada',
        request_id: null,
        deleted_ms: null,
      })
      .returning('no')
      .executeTakeFirstOrThrow();
    const rows = Object.entries(tags).map(([key, value]) => ({ run_no: no, key, value }));
    if (rows.length > 0) await ledger.sql.insertInto('run_tag').values(rows).execute();
    return no;
  };

  const actions = async (): Promise<readonly string[]> => {
    const { items } = await listEvents(ledger, { subjectKind: 'model', subject: model });
    return items.map(({ action }) => action);
  };

  describe('registering', () => {
    test('makes the model and numbers its versions from 1', async () => {
      const first = await register('one', { description: 'the first', tags: { team: 'inbox' } });
      expect(first).toMatchObject({
        registered: true,
        version: {
          model,
          version: 1,
          status: 'ready',
          stage: 'None',
          description: 'the first',
          tags: { team: 'inbox' },
          aliases: [],
          runId: null,
          bytes: 3,
          facts: { classes: ['ham', 'spam'] },
          createdBy: testActor.name,
        },
      });
      expect((await register('two')).version.version).toBe(2);
      expect(await getModel(ledger, model)).toMatchObject({ versions: 2, latest: { version: 2 } });
      expect(await actions()).toEqual([
        'model.version_registered',
        'model.version_registered',
        'model.created',
      ]);
    });

    test('gives the version that is there for the same file from the same run', async () => {
      await insertRun(`run-${model}`);
      await register('same', { runId: `run-${model}` });
      const again = await register('same', { runId: `run-${model}` });
      expect(again).toMatchObject({ registered: false, version: { version: 1, runId: `run-${model}` } });
      expect(await register('same')).toMatchObject({ registered: true, version: { version: 2 } });
      expect(await register('same')).toMatchObject({ registered: false, version: { version: 2 } });
    });

    test('gives twenty callers at once twenty numbers without a gap', async () => {
      const made = await Promise.all(Array.from({ length: 20 }, (_, at) => register(`${model} ${at}`)));
      expect(made.map(({ version }) => version.version).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, at) => at + 1),
      );
    });

    test('makes one version of one file sent by ten at once', async () => {
      const made = await Promise.all(Array.from({ length: 10 }, () => register(`${model} same`)));
      expect(made.filter(({ registered }) => registered)).toHaveLength(1);
      expect((await getModel(ledger, model)).versions).toBe(1);
    });

    test('never gives a number again', async () => {
      await register('one');
      await register('two');
      await deleteVersion(ledger, testActor, { model, version: 2 });
      expect((await register('three')).version.version).toBe(3);
      expect((await register('two')).version.version).toBe(4);
    });

    test('leaves nothing behind when it is refused', async () => {
      await expect(register('x', { runId: 'nobody' })).rejects.toEqual(refusedWith('RUN_UNKNOWN'));
      await expect(getModel(ledger, model)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
      await expect(register('x', { blob: { sha256: 'e'.repeat(64), bytes: 1 } })).rejects.toEqual(
        refusedWith('BLOB_UNKNOWN'),
      );
      expect(await actions()).toEqual([]);
    });

    test.each([
      ['a name that climbs', { model: '../up' }, 'NAME_INVALID'],
      ['a name with a control character', { model: 'a\u0007' }, 'NAME_INVALID'],
      ['a description of 10 MB', { description: 'x'.repeat(1e7) }, 'LIMIT_EXCEEDED'],
      ['a tag of 10 MB', { tags: { k: 'x'.repeat(1e7) } }, 'LIMIT_EXCEEDED'],
      ['a tag without a key', { tags: { '': 'v' } }, 'VALUE_INVALID'],
      ['a NUL in a tag', { tags: { k: 'a\0b' } }, 'VALUE_INVALID'],
      ['a model file without bytes', { blob: null }, 'VALUE_INVALID'],
    ])('refuses %s', async (_, more, code) => {
      await expect(register('x', more)).rejects.toEqual(refusedWith(code));
    });

    test('keeps versions of other formats without bytes of ours', async () => {
      const { version } = await register('', {
        format: 'other',
        blob: null,
        facts: null,
        source: 's3://b/m',
      });
      expect(version).toMatchObject({ format: 'other', sha256: null, facts: null, source: 's3://b/m' });
      await expect(promote(1, { force: true, reason: 'now' })).rejects.toEqual(refusedWith('CANNOT_SERVE'));
    });
  });

  describe('finding', () => {
    test('takes a number, an alias or latest', async () => {
      await register('one');
      await register('two');
      await setAlias(ledger, testActor, { model, alias: 'shadow', version: 1 });
      expect((await getVersion(ledger, model, 'shadow')).version).toBe(1);
      expect((await getVersion(ledger, model, 'latest')).version).toBe(2);
      expect((await getVersion(ledger, model, 2)).aliases).toEqual([]);
      await expect(getVersion(ledger, model, 3)).rejects.toEqual(refusedWith('MODEL_VERSION_UNKNOWN'));
      await expect(getVersion(ledger, model, 2 ** 40)).rejects.toEqual(refusedWith('MODEL_VERSION_UNKNOWN'));
      await expect(getVersion(ledger, model, 'champion')).rejects.toEqual(refusedWith('ALIAS_UNKNOWN'));
      await expect(getVersion(ledger, 'nobody', 1)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
    });

    test('pages through versions, newest first, and refuses a token of another model', async () => {
      for (let at = 0; at < 5; at++) await register(`v${at}`);
      const seen: number[] = [];
      let pageToken: string | null = null;
      do {
        const page: ledgerRoom.Page<ledgerRoom.ModelVersion> = await listVersions(ledger, model, {
          limit: 2,
          pageToken,
        });
        seen.push(...page.items.map(({ version }) => version));
        pageToken = page.nextPageToken;
      } while (pageToken !== null);
      expect(seen).toEqual([5, 4, 3, 2, 1]);
      const { nextPageToken } = await listVersions(ledger, model, { limit: 2 });
      await createModel(ledger, testActor, { name: `${model}-b` });
      await expect(
        listVersions(ledger, `${model}-b`, { limit: 2, pageToken: nextPageToken }),
      ).rejects.toEqual(refusedWith('PAGE_TOKEN_INVALID'));
    });

    test('pages through models by name, each with its aliases, tags and newest version', async () => {
      const other = await testLedger(store, { clock: () => now++ });
      try {
        for (const name of ['b', 'a', 'c']) await createModel(other, testActor, { name, tags: { of: name } });
        const first = await listModels(other, { limit: 2 });
        const second = await listModels(other, { limit: 2, pageToken: first.nextPageToken });
        expect([...first.items, ...second.items].map(({ name, tags }) => [name, tags.of])).toEqual([
          ['a', 'a'],
          ['b', 'b'],
          ['c', 'c'],
        ]);
        expect(second.nextPageToken).toBeNull();
      } finally {
        await other.remove();
      }
    });
  });

  test('asking for what cannot be there is told like anything else that is not there', async () => {
    await register('one');
    await expect(getModel(ledger, 'a\0b')).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
    await expect(getVersion(ledger, 'a\0b', 1)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
    await expect(getVersion(ledger, model, 'a\0b')).rejects.toEqual(refusedWith('ALIAS_UNKNOWN'));
    await expect(getVersion(ledger, model, 1.5)).rejects.toEqual(refusedWith('MODEL_VERSION_UNKNOWN'));
    await expect(register('x', { runId: 'a\0b' })).rejects.toEqual(refusedWith('RUN_UNKNOWN'));
    await expect(removeAlias(ledger, testActor, { model, alias: 'a\0b' })).rejects.toEqual(
      refusedWith('ALIAS_UNKNOWN'),
    );
    await expect(deleteVersion(ledger, testActor, { model, version: 2 ** 40 })).rejects.toEqual(
      refusedWith('MODEL_VERSION_UNKNOWN'),
    );
    expect(await listJudgements(ledger, model, { candidate: 2 ** 40 })).toEqual({
      items: [],
      nextPageToken: null,
    });
  });

  test('labels that PostgreSQL cannot hold do not keep a version or a judgement from the record', async () => {
    const { version } = await register('odd', { facts: { classes: ['a\0', '\ud83d'] } });
    expect(version.facts).toEqual({ classes: ['a\ufffd', '\ufffd'] });
    const said = judged(1, null);
    const kept = await recordJudgement(ledger, testActor, {
      model,
      ...said,
      numbers: { slices: [{ name: 'a\0' }] },
    });
    expect(kept.numbers).toEqual({ slices: [{ name: 'a\ufffd' }] });
  });

  describe('changing', () => {
    test('sets and takes away tags, description and policy, and tells what was before', async () => {
      await createModel(ledger, testActor, { name: model, description: 'old', tags: { a: '1', b: '2' } });
      const changed = await updateModel(ledger, testActor, {
        model,
        description: 'two\nlines',
        policy: { accuracyMargin: 0.02 },
        tags: { a: null, b: '3', __proto__x: '4' },
      });
      expect(changed).toMatchObject({
        description: 'two\nlines',
        policy: { accuracyMargin: 0.02 },
        tags: { b: '3', __proto__x: '4' },
      });
      const { items } = await listEvents(ledger, { subjectKind: 'model', subject: model });
      expect(items[0]).toMatchObject({ action: 'model.updated', before: { description: 'old' } });
      expect((await updateModel(ledger, testActor, { model, policy: null })).policy).toBeNull();
    });

    test('changes what is said of a version and nothing of what it is', async () => {
      await register('one');
      const changed = await updateVersion(ledger, testActor, {
        model,
        version: 1,
        description: 'd',
        stage: 'Staging',
        tags: { k: 'v' },
      });
      expect(changed).toMatchObject({ description: 'd', stage: 'Staging', tags: { k: 'v' }, bytes: 3 });
    });

    test('refuses to make a model that is there', async () => {
      await createModel(ledger, testActor, { name: model });
      await expect(createModel(ledger, testActor, { name: model })).rejects.toEqual(
        refusedWith('MODEL_EXISTS'),
      );
    });
  });

  describe('deleting', () => {
    test('keeps a version that an alias points at', async () => {
      await register('one');
      await setAlias(ledger, testActor, { model, alias: 'shadow', version: 1 });
      await expect(deleteVersion(ledger, testActor, { model, version: 1 })).rejects.toEqual(
        refusedWith('STILL_REFERRED_TO'),
      );
      await removeAlias(ledger, testActor, { model, alias: 'shadow' });
      await deleteVersion(ledger, testActor, { model, version: 1 });
      await expect(getVersion(ledger, model, 1)).rejects.toEqual(refusedWith('MODEL_VERSION_UNKNOWN'));
    });

    test('lets go of the bytes, and the event remembers which they were', async () => {
      const { version } = await register('gone');
      await deleteVersion(ledger, testActor, { model, version: 1 });
      const { blob_sha256 } = await ledger.sql
        .selectFrom('model_version')
        .select('blob_sha256')
        .where('id', '=', version.id)
        .executeTakeFirstOrThrow();
      expect(blob_sha256).toBeNull();
      const { items } = await listEvents(ledger, { subjectKind: 'model', subject: model, limit: 1 });
      expect(items[0]).toMatchObject({
        action: 'model.version_deleted',
        before: { version: 1, sha256: version.sha256 },
      });
    });

    test('keeps a model that has versions, and a name taken again goes on counting', async () => {
      await register('one');
      await serve(1);
      await expect(deleteModel(ledger, testActor, { model })).rejects.toEqual(
        refusedWith('STILL_REFERRED_TO'),
      );
      await expect(deleteVersion(ledger, testActor, { model, version: 1 })).rejects.toEqual(
        refusedWith('STILL_REFERRED_TO'),
      );
      expect(await retireChampion(ledger, testActor, { model, reason: 'of no use' })).toEqual({ from: 1 });
      await deleteVersion(ledger, testActor, { model, version: 1 });
      await deleteModel(ledger, testActor, { model });
      await expect(getModel(ledger, model)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
      await expect(register('x', { runId: 'nobody' })).rejects.toEqual(refusedWith('RUN_UNKNOWN'));
      await expect(getModel(ledger, model)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
      expect((await register('two')).version.version).toBe(2);
      expect(await getModel(ledger, model)).toMatchObject({ versions: 1, aliases: {}, tags: {} });
      await serve(2);
      await expect(rollback(ledger, testActor, { model, reason: '' })).rejects.toEqual(
        refusedWith('NOTHING_TO_ROLL_BACK'),
      );
    });
  });

  describe('aliases', () => {
    test('move, tell of it, and setting one again tells nothing', async () => {
      await register('one');
      await register('two');
      for (const version of [1, 2, 2]) await setAlias(ledger, testActor, { model, alias: 'shadow', version });
      expect((await getModel(ledger, model)).aliases).toEqual({ shadow: 2 });
      expect((await actions()).filter((action) => action === 'model.alias_set')).toHaveLength(2);
      const { moves } = await getChain(ledger, model, 1);
      expect(moves).toMatchObject([
        { alias: 'shadow', kind: 'set', from: 1, to: 2 },
        { alias: 'shadow', kind: 'set', from: null, to: 1 },
      ]);
    });

    test('champion moves by promote and rollback alone', async () => {
      await register('one');
      await expect(setAlias(ledger, testActor, { model, alias: 'champion', version: 1 })).rejects.toEqual(
        refusedWith('CHAMPION_GUARDED'),
      );
      await expect(removeAlias(ledger, testActor, { model, alias: 'champion' })).rejects.toEqual(
        refusedWith('CHAMPION_GUARDED'),
      );
    });

    test.each(['latest', 'Latest', '3', 'v3', '', 'a b', '../x', 'a\u0000', 'x'.repeat(256)])(
      'cannot be called %j',
      async (alias) => {
        await expect(setAlias(ledger, testActor, { model, alias, version: 1 })).rejects.toEqual(
          refusedWith('NAME_INVALID'),
        );
      },
    );

    test('that are not there cannot be removed', async () => {
      await createModel(ledger, testActor, { name: model });
      await expect(removeAlias(ledger, testActor, { model, alias: 'shadow' })).rejects.toEqual(
        refusedWith('ALIAS_UNKNOWN'),
      );
    });
  });

  describe('promoting', () => {
    beforeEach(async () => {
      for (const content of ['one', 'two', 'three']) await register(content);
    });

    test('moves the alias with judgement, move and event', async () => {
      const promoted = await promote(1, { judgement: judged(1, null) });
      expect(promoted).toMatchObject({
        promoted: true,
        forced: false,
        from: null,
        to: 1,
        judgement: { candidate: 1, champion: null, verdict: 'promote', createdBy: testActor.name },
      });
      const second = await promote(2, { judgement: judged(2, 1), reason: 'more rows' });
      expect(second).toMatchObject({ promoted: true, from: 1, to: 2, judgement: { champion: 1 } });
      const { items } = await listEvents(ledger, { subjectKind: 'model', subject: model });
      expect(items[0]).toMatchObject({
        action: 'model.promoted',
        before: { version: 1 },
        after: { version: 2 },
        detail: { judgement: second.judgement?.id, forced: false, reason: 'more rows' },
      });
      expect(items[1]).toMatchObject({ action: 'model.judged', after: { version: 2, verdict: 'promote' } });
    });

    test('a refusal moves nothing and stays on record', async () => {
      await serve(1);
      const refused = await promote(2, { judgement: judged(2, 1, 'refuse') });
      expect(refused).toMatchObject({ promoted: false, from: 1, to: 2, judgement: { verdict: 'refuse' } });
      expect((await getModel(ledger, model)).aliases).toEqual({ champion: 1 });
      const { items } = await listJudgements(ledger, model);
      expect(items).toEqual([refused.judgement]);
    });

    test('by force keeps the reason and the judgement that it went against', async () => {
      await serve(1);
      const forced = await promote(2, { judgement: judged(2, 1, 'refuse'), force: true, reason: 'leak' });
      expect(forced).toMatchObject({ promoted: true, forced: true, from: 1, to: 2 });
      expect((await getChain(ledger, model, 2)).moves).toMatchObject([
        { kind: 'force', reason: 'leak', judgement: forced.judgement?.id, from: 1, to: 2 },
      ]);
    });

    test('keeps not even the judgement when it is an error', async () => {
      await serve(2);
      await expect(promote(3, { judgement: judged(3, 1) })).rejects.toEqual(refusedWith('ALIAS_MOVED'));
      expect((await listJudgements(ledger, model)).items).toEqual([]);
    });

    test('the champion itself changes nothing', async () => {
      await serve(1);
      const before = await actions();
      expect(await promote(1)).toEqual({ promoted: false, forced: false, from: 1, to: 1, judgement: null });
      expect(await actions()).toEqual(before);
    });

    test('of two at once that were judged against the same champion, one moves and one is told', async () => {
      await serve(1);
      const both = await Promise.allSettled([
        promote(2, { judgement: judged(2, 1) }),
        promote(3, { judgement: judged(3, 1) }),
      ]);
      const refused = both.filter((one) => one.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0].reason).toMatchObject({ code: 'ALIAS_MOVED', canRetry: true });
      expect((await getChain(ledger, model, 1)).moves).toHaveLength(2);
    });
  });

  describe('rolling back', () => {
    test('goes back step by step, over deleted versions, and no further', async () => {
      for (const content of ['one', 'two', 'three', 'four']) await register(content);
      await serve(1, 2, 3, 4);
      await deleteVersion(ledger, testActor, { model, version: 3 });
      expect(await rollback(ledger, testActor, { model, reason: 'it errs' })).toEqual({ from: 4, to: 2 });
      expect(await rollback(ledger, testActor, { model, reason: '' })).toEqual({ from: 2, to: 1 });
      await expect(rollback(ledger, testActor, { model, reason: '' })).rejects.toEqual(
        refusedWith('NOTHING_TO_ROLL_BACK'),
      );
      const { items } = await listEvents(ledger, { subjectKind: 'model', subject: model, limit: 2 });
      expect(items[1]).toMatchObject({
        action: 'model.rolled_back',
        before: { version: 4 },
        after: { version: 2 },
        detail: { reason: 'it errs' },
      });
    });

    test('has nowhere to go without a champion', async () => {
      await register('one');
      await expect(rollback(ledger, testActor, { model, reason: '' })).rejects.toThrow(
        /has no version in service/,
      );
    });
  });

  describe('judgements', () => {
    test('are listed newest first, of one version or of all, by pages', async () => {
      for (const content of ['one', 'two']) await register(content);
      for (const candidate of [1, 2, 1])
        await recordJudgement(ledger, testActor, { model, ...judged(candidate, null, 'refuse') });
      const first = await listJudgements(ledger, model, { limit: 2 });
      expect(first.items.map(({ candidate }) => candidate)).toEqual([1, 2]);
      const rest = await listJudgements(ledger, model, { limit: 2, pageToken: first.nextPageToken });
      expect(rest.items).toMatchObject([
        {
          candidate: 1,
          numbers: { rows: 1000 },
          policy: { accuracyMargin: 0.01 },
          rowsSha256: 'f'.repeat(64),
        },
      ]);
      expect((await listJudgements(ledger, model, { candidate: 2 })).items).toHaveLength(1);
    });

    test('of a version that is not there are refused', async () => {
      await register('one');
      await expect(recordJudgement(ledger, testActor, { model, ...judged(9, null) })).rejects.toEqual(
        refusedWith('MODEL_VERSION_UNKNOWN'),
      );
    });
  });

  describe('serving', () => {
    test('lists every champion, and its revision moves when one of them does, and only then', async () => {
      const other = await testLedger(store, { clock: () => now++ });
      const kept = ledger;
      ledger = other;
      try {
        const empty = await listServing(ledger);
        expect(empty.versions).toEqual([]);
        await register('one');
        await register('two');
        expect((await listServing(ledger)).revision).toBe(empty.revision);
        await serve(1);
        const first = await listServing(ledger);
        expect(first.versions).toMatchObject([{ model, version: 1, runId: null, bytes: 3 }]);
        await serve(2);
        const second = await listServing(ledger);
        expect(new Set([empty, first, second].map(({ revision }) => revision)).size).toBe(3);
        await rollback(ledger, testActor, { model, reason: '' });
        expect((await listServing(ledger)).revision).toBe(first.revision);
      } finally {
        ledger = kept;
        await other.remove();
      }
    });
  });

  describe('the chain', () => {
    test('goes from the commit over the data and the run to the version', async () => {
      const rowsSha256 = createHash('sha256').update(model).digest('hex');
      const blob = await blobOf(`rows of ${model}`);
      const { id: datasetId } = await ledger.sql
        .insertInto('dataset')
        .values({ name: model, created_ms: 0 })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { id: versionId } = await ledger.sql
        .insertInto('dataset_version')
        .values({
          dataset_id: datasetId,
          number: 1,
          rows_sha256: rowsSha256,
          blob_sha256: blob.sha256,
          rows: 10,
          classes: '[]',
          profile: '{}',
          findings: '[]',
          sources: '[]',
          created_ms: 0,
          created_by: 'ada',
          request_id: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const runNo = await insertRun(`run-${model}`, {
        'mlflow.source.git.commit': 'c0ffee',
        'mlflow.source.git.branch': 'main',
        'verdict.git.dirty': 'false',
      });
      await ledger.sql
        .insertInto('run_input')
        .values({
          run_no: runNo,
          name: model,
          digest: rowsSha256.slice(0, 8),
          context: 'training',
          schema: null,
          profile: null,
          dataset_version_id: versionId,
        })
        .execute();
      await register('one', { runId: `run-${model}`, facts: { data: rowsSha256 } });
      await register('two', { facts: { data: rowsSha256 } });
      await serve(1);

      expect(await getChain(ledger, model, 'champion')).toMatchObject({
        commit: { sha: 'c0ffee', dirty: false, branch: 'main' },
        data: { dataset: model, number: 1, rowsSha256 },
        run: { id: `run-${model}`, name: `name of run-${model}`, status: 'finished' },
        version: { version: 1, aliases: ['champion'] },
        moves: [{ alias: 'champion', kind: 'force', from: null, to: 1, actor: testActor.name }],
      });
      expect(await getChain(ledger, model, 2)).toMatchObject({
        commit: null,
        data: { dataset: model, number: 1 },
        run: null,
        moves: [],
      });
    });
  });
});
