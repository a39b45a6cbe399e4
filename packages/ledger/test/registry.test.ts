import { createHash } from 'node:crypto';
import { type TestStore, testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createModel,
  deleteModel,
  deleteVersion,
  getModel,
  getVersion,
  latestOfStages,
  listEvents,
  listServing,
  type ModelVersion,
  promoteVersion,
  registerVersion,
  removeAlias,
  renameModel,
  rollback,
  searchModels,
  searchVersions,
  setAlias,
  transitionStage,
  updateModel,
  updateVersion,
  type VersionToRegister,
} from '../src/index.ts';
import { type TestLedger, testActor, testLedger } from '../src/testing/index.ts';

const refusedWith = (code: string) => expect.objectContaining({ code });

/** What MLflow's clients bring into the registry: freer names, versions in other forms, stages, renaming, searches. */
describe.each(testStores())('the registry on $name', (store: TestStore) => {
  let now = 1_000_000;
  let ledger: TestLedger;
  let model: string;
  let count = 0;

  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now++ });
  });
  beforeEach(() => {
    model = `a model ${++count}`;
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  const other = async (name = model, more: Partial<VersionToRegister> = {}): Promise<ModelVersion> => {
    const { version } = await registerVersion(ledger, testActor, {
      model: name,
      runId: null,
      blob: null,
      format: 'other',
      facts: null,
      source: 's3://bucket/files',
      ...more,
    });
    return version;
  };

  const ours = async (name: string): Promise<ModelVersion> => {
    const sha256 = createHash('sha256').update(name).digest('hex');
    const md5 = createHash('md5').update(name).digest('hex');
    await ledger.sql
      .insertInto('blob')
      .values({ sha256, md5, bytes: 3, created_ms: 0 })
      .onConflict((on) => on.doNothing())
      .execute();
    const { version } = await registerVersion(ledger, testActor, {
      model: name,
      runId: null,
      blob: { sha256, bytes: 3 },
      format: 'verdict',
      facts: {},
    });
    return version;
  };

  const serve = (name: string, version: number) =>
    promoteVersion(ledger, testActor, {
      model: name,
      version,
      judgement: null,
      force: true,
      reason: 'for the test',
    });

  describe('names', () => {
    test.each(['a b', 'Ünï', '%41', 'a@b', 'x'.repeat(256)])(
      'of versions in other forms may be %j',
      async (name) => {
        expect((await other(`${name.slice(0, 250)}${count}`)).version).toBe(1);
        expect((await getModel(ledger, `${name.slice(0, 250)}${count}`)).versions).toBe(1);
      },
    );

    test.each(['', ' ', '.', '..', '..a', 'a/b', 'a:b', 'a\nb', 'a\0b', '\ud83d', 'x'.repeat(257)])(
      'are never %j',
      async (name) => {
        await expect(createModel(ledger, testActor, { name })).rejects.toEqual(refusedWith('NAME_INVALID'));
      },
    );

    test('of model files stay what stands in addresses and file names', async () => {
      await expect(ours('a b')).rejects.toEqual(refusedWith('NAME_INVALID'));
    });
  });

  describe('registering from elsewhere', () => {
    test('keeps what its client says of a run that is not here', async () => {
      const version = await other(model, { saidRunId: 'of-another-server' });
      expect(version).toMatchObject({ runId: null, saidRunId: 'of-another-server' });
    });

    test('makes no model where the client expects one', async () => {
      await expect(other(model, { modelMustExist: true })).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
      await expect(getModel(ledger, model)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
    });
  });

  describe('the alias champion', () => {
    test('is like any other where nothing can serve', async () => {
      await other();
      await setAlias(ledger, testActor, { model, alias: 'champion', version: 1 });
      expect((await getModel(ledger, model)).aliases).toEqual({ champion: 1 });
      expect((await listServing(ledger)).versions.map((each) => each.model)).not.toContain(model);
      await removeAlias(ledger, testActor, { model, alias: 'champion' });
      expect((await getModel(ledger, model)).aliases).toEqual({});
    });

    test('is guarded as soon as one version can', async () => {
      const name = `guarded-${count}`;
      await other(name);
      await setAlias(ledger, testActor, { model: name, alias: 'champion', version: 1 });
      await ours(name);
      for (const version of [1, 2]) {
        await expect(
          setAlias(ledger, testActor, { model: name, alias: 'champion', version }),
        ).rejects.toEqual(refusedWith('CHAMPION_GUARDED'));
      }
      await expect(removeAlias(ledger, testActor, { model: name, alias: 'champion' })).rejects.toEqual(
        refusedWith('CHAMPION_GUARDED'),
      );
    });

    test('that was only a label gives way, and nobody rolls back to it', async () => {
      const name = `label-${count}`;
      await other(name);
      await setAlias(ledger, testActor, { model: name, alias: 'champion', version: 1 });
      await ours(name);
      const judged = await promoteVersion(ledger, testActor, {
        model: name,
        version: 2,
        judgement: {
          candidate: 2,
          champion: null,
          verdict: 'promote',
          reasons: [],
          numbers: {},
          policy: {},
          rows: 10,
          rowsSha256: null,
        },
        force: false,
        reason: '',
      });
      expect(judged).toMatchObject({ promoted: true, from: 1, to: 2 });
      await expect(rollback(ledger, testActor, { model: name, reason: '' })).rejects.toEqual(
        refusedWith('NOTHING_TO_ROLL_BACK'),
      );
    });
  });

  test('aliases by MLflow’s rule may be numbers and letters of any script, and never what is reserved', async () => {
    await other();
    for (const alias of ['2024', 'größer']) {
      await setAlias(ledger, testActor, { model, alias, version: 1, rule: 'mlflow' });
      expect((await getVersion(ledger, model, alias)).version).toBe(1);
      await expect(setAlias(ledger, testActor, { model, alias, version: 1 })).rejects.toEqual(
        refusedWith('NAME_INVALID'),
      );
    }
    for (const alias of ['latest', 'Latest', 'v1', 'a.b', '', 'x'.repeat(256)]) {
      await expect(setAlias(ledger, testActor, { model, alias, version: 1, rule: 'mlflow' })).rejects.toEqual(
        refusedWith('NAME_INVALID'),
      );
    }
  });

  describe('stages', () => {
    test('move a version, and those before it into the archive where that is asked for', async () => {
      for (let at = 0; at < 3; at++) await other();
      const move = (version: number, archiveOthers: boolean) =>
        transitionStage(ledger, testActor, { model, version, stage: 'Production', archiveOthers });
      await move(1, false);
      await move(2, false);
      expect((await move(3, true)).stage).toBe('Production');
      expect((await getVersion(ledger, model, 1)).stage).toBe('Archived');
      const newest = (await latestOfStages(ledger, [model, 'nobody'])).get(model);
      expect(newest?.map(({ version, stage }) => [version, stage])).toEqual([
        [2, 'Archived'],
        [3, 'Production'],
      ]);
      const { items } = await listEvents(ledger, { subjectKind: 'model', subject: model, limit: 1 });
      expect(items[0]).toMatchObject({ action: 'model.stage_changed', detail: { archived: [1, 2] } });
    });

    test('make no room in the archive', async () => {
      await other();
      await expect(
        transitionStage(ledger, testActor, { model, version: 1, stage: 'Archived', archiveOthers: true }),
      ).rejects.toEqual(refusedWith('VALUE_INVALID'));
    });
  });

  test('a tag is beside a model and a version, and does not change when they were changed', async () => {
    await other();
    const [before, version] = [await getModel(ledger, model), await getVersion(ledger, model, 1)];
    await updateModel(ledger, testActor, { model, tags: { a: 'b' } });
    await updateVersion(ledger, testActor, { model, version: 1, tags: { a: 'b' } });
    expect((await getModel(ledger, model)).updatedMs).toBe(before.updatedMs);
    expect(await getVersion(ledger, model, 1)).toMatchObject({
      updatedMs: version.updatedMs,
      tags: { a: 'b' },
    });
  });

  describe('renaming', () => {
    test('takes versions and aliases along and frees the name', async () => {
      await other();
      await setAlias(ledger, testActor, { model, alias: 'best', version: 1 });
      expect(await renameModel(ledger, testActor, { model, to: `${model}, new` })).toMatchObject({
        name: `${model}, new`,
        aliases: { best: 1 },
        versions: 1,
      });
      await expect(getModel(ledger, model)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
      expect((await other()).version).toBe(1);
    });

    test('refuses a name that is taken, and no name at all', async () => {
      await other();
      await other(`${model} b`);
      await expect(renameModel(ledger, testActor, { model, to: `${model} b` })).rejects.toEqual(
        refusedWith('MODEL_EXISTS'),
      );
      await expect(renameModel(ledger, testActor, { model, to: 'a/b' })).rejects.toEqual(
        refusedWith('NAME_INVALID'),
      );
      await expect(renameModel(ledger, testActor, { model: 'nobody', to: 'x' })).rejects.toEqual(
        refusedWith('MODEL_UNKNOWN'),
      );
    });

    test('refuses a model with files of ours, deleted ones too: name@number is one file for ever', async () => {
      const name = `kept-${count}`;
      await ours(name);
      await deleteVersion(ledger, testActor, { model: name, version: 1 });
      await expect(renameModel(ledger, testActor, { model: name, to: `${name}-b` })).rejects.toEqual(
        refusedWith('STILL_REFERRED_TO'),
      );
    });

    test('of two at once onto one name one is refused', async () => {
      await other();
      await other(`${model} b`);
      const to = `${model} c`;
      const outcomes = await Promise.allSettled([
        renameModel(ledger, testActor, { model, to }),
        renameModel(ledger, testActor, { model: `${model} b`, to }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('deleting with what belongs to it', () => {
    test('a version goes with its aliases', async () => {
      await other();
      await setAlias(ledger, testActor, { model, alias: 'best', version: 1 });
      await deleteVersion(ledger, testActor, { model, version: 1, withAliases: true });
      expect(await getModel(ledger, model)).toMatchObject({ aliases: {}, versions: 0, latest: null });
    });

    test('a model goes with its versions, and its name counts from 1 again', async () => {
      await other();
      await other();
      await setAlias(ledger, testActor, { model, alias: 'champion', version: 2 });
      await deleteModel(ledger, testActor, { model, withVersions: true });
      await expect(getModel(ledger, model)).rejects.toEqual(refusedWith('MODEL_UNKNOWN'));
      expect((await other()).version).toBe(1);
      await deleteModel(ledger, testActor, { model, withVersions: true });
      expect((await other()).version).toBe(1);
    });

    test('what serves stays, whoever asks', async () => {
      const name = `serving-${count}`;
      await ours(name);
      await serve(name, 1);
      await expect(
        deleteVersion(ledger, testActor, { model: name, version: 1, withAliases: true }),
      ).rejects.toEqual(refusedWith('STILL_REFERRED_TO'));
      await expect(deleteModel(ledger, testActor, { model: name, withVersions: true })).rejects.toEqual(
        refusedWith('STILL_REFERRED_TO'),
      );
      expect(await getModel(ledger, name)).toMatchObject({ aliases: { champion: 1 }, versions: 1 });
    });
  });

  describe('searching', () => {
    let mark: string;
    beforeEach(async () => {
      mark = `search ${count}`;
      for (const [at, name] of ['b', 'a', 'C'].entries()) {
        await createModel(ledger, testActor, {
          name: `${name} ${mark}`,
          tags: { even: String(at % 2 === 0) },
        });
        await other(`${name} ${mark}`, { saidRunId: `run-${at}`, tags: { at: String(at) } });
      }
      await other(`b ${mark}`, { source: 'gs://elsewhere' });
      await createModel(ledger, testActor, {
        name: `prompt ${mark}`,
        tags: { 'mlflow.prompt.is_prompt': 'true' },
      });
      await other(`prompt ${mark}`, { tags: { 'mlflow.prompt.is_prompt': 'true' } });
    });
    const models = async (filter: string, orderBy: readonly string[] = []) =>
      (await searchModels(ledger, { filter: `name LIKE '% ${mark}' ${filter}`, orderBy })).items.map(
        ({ name }) => name.split(' ')[0],
      );
    const versions = async (filter: string, orderBy: readonly string[] = []) =>
      (await searchVersions(ledger, { filter: `name LIKE '% ${mark}' ${filter}`, orderBy })).items.map(
        ({ model: of, version }) => `${of.split(' ')[0]}${version}`,
      );

    test('finds models by name and tags, in the order of bytes, and no prompts', async () => {
      expect(await models('')).toEqual(['C', 'a', 'b']);
      expect(await models(`AND name ILIKE 'c%'`)).toEqual(['C']);
      expect(await models(`AND tags.even = 'true'`)).toEqual(['C', 'b']);
      expect(await models(`AND tags.even != 'true'`)).toEqual(['a']);
      expect(await models(`AND tags.nothing != 'x'`)).toEqual([]);
      expect(await models(`AND name IN ('a ${mark}', 'b ${mark}') AND tag."even" LIKE 'f%'`)).toEqual(['a']);
      expect(await models('', ['name DESC'])).toEqual(['b', 'a', 'C']);
      expect(await models('', ['timestamp DESC'])).toEqual(['b', 'C', 'a']);
    });

    test('shows prompts to who asks for them', async () => {
      expect(await models("AND tags.`mlflow.prompt.is_prompt` = 'true'")).toEqual(['prompt']);
      expect(await models("AND tags.`mlflow.prompt.is_prompt` != 'true'")).toEqual(['C', 'a', 'b']);
      expect(await versions("AND tags.`mlflow.prompt.is_prompt` = 'true'")).toEqual(['prompt1']);
    });

    test('finds versions by what they are, the last changed first', async () => {
      expect(await versions('')).toEqual(['b2', 'C1', 'a1', 'b1']);
      expect(await versions('AND version_number > 1')).toEqual(['b2']);
      expect(await versions("AND version_number = '1' AND run_id = 'run-1'")).toEqual(['a1']);
      expect(await versions("AND run_id IN ('run-0', 'run-2')", ['name'])).toEqual(['C1', 'b1']);
      expect(await versions("AND run_id = ''")).toEqual(['b2']);
      expect(await versions("AND source_path LIKE 'gs:%'")).toEqual(['b2']);
      expect(await versions("AND tags.at = '2'")).toEqual(['C1']);
      expect(await versions('', ['name', 'version_number ASC'])).toEqual(['C1', 'a1', 'b1', 'b2']);
    });

    test('a percent sign in a pattern is the only thing that is special in it beside the underscore', async () => {
      expect(await models(`AND name LIKE '_ %'`)).toEqual(['C', 'a', 'b']);
      expect(await models(`AND name LIKE 'a\\%'`)).toEqual([]);
    });

    test.each([['name'], ['name DESC'], ['timestamp DESC'], ['creation_timestamp']])(
      'pages of one by %s leave nothing out',
      async (order) => {
        const wanted = { filter: `name LIKE '% ${mark}'`, orderBy: [order] };
        const whole = (await searchModels(ledger, wanted)).items.map(({ name }) => name);
        const seen: string[] = [];
        for (let pageToken: string | null | undefined; pageToken !== null; ) {
          const page = await searchModels(ledger, { ...wanted, limit: 1, pageToken: pageToken ?? null });
          seen.push(...page.items.map(({ name }) => name));
          pageToken = page.nextPageToken;
        }
        expect(seen).toEqual(whole);
      },
    );

    test.each([[[]], [['name DESC']], [['creation_timestamp', 'name']], [['version_number']]])(
      'pages of versions by %j leave nothing out',
      async (orderBy) => {
        const wanted = { filter: `name LIKE '% ${mark}'`, orderBy };
        const told = ({ model: of, version }: ModelVersion) => `${of}@${version}`;
        const whole = (await searchVersions(ledger, wanted)).items.map(told);
        const first = await searchVersions(ledger, { ...wanted, limit: 2 });
        const second = await searchVersions(ledger, { ...wanted, limit: 2, pageToken: first.nextPageToken });
        expect([...first.items, ...second.items].map(told)).toEqual(whole);
        expect(second.nextPageToken).toBeNull();
      },
    );

    test('a page token belongs to its query', async () => {
      const { nextPageToken } = await searchVersions(ledger, { limit: 1 });
      expect(nextPageToken).not.toBeNull();
      for (const pageToken of [nextPageToken, 'forged', 'WyJ4Il0']) {
        await expect(searchModels(ledger, { pageToken })).rejects.toEqual(refusedWith('PAGE_TOKEN_INVALID'));
        await expect(searchVersions(ledger, { filter: "name = 'x'", pageToken })).rejects.toEqual(
          refusedWith('PAGE_TOKEN_INVALID'),
        );
      }
    });

    test.each([
      "name = 'x' OR name = 'y'",
      "name = 'x'; drop table model",
      "name = 'x' --",
      'name = x',
      "nme = 'x'",
      "run_id = 'x'",
      "metrics.a = 'x'",
      "(name = 'x')",
      "name > 'x'",
      'tags.a = 3',
      "name = 'x\0'",
      "name = '",
    ])('refuses %j of models', async (filter) => {
      await expect(searchModels(ledger, { filter })).rejects.toEqual(refusedWith('FILTER_INVALID'));
    });

    test.each([
      'creation_timestamp > 1',
      "version_number LIKE '2'",
      'version_number IN (1, 2)',
      "version_number = 'two'",
      "source = 'x'",
    ])('refuses %j of versions', async (filter) => {
      await expect(searchVersions(ledger, { filter })).rejects.toEqual(refusedWith('FILTER_INVALID'));
    });

    test.each([['foo'], ['name foo'], ['tags.a'], ['name DESC, timestamp'], ['']])(
      'refuses the order %j',
      async (column) => {
        await expect(searchModels(ledger, { orderBy: [column] })).rejects.toEqual(
          refusedWith('FILTER_INVALID'),
        );
      },
    );

    test('refuses an order that has a column twice', async () => {
      await expect(
        searchModels(ledger, { orderBy: ['timestamp', 'last_updated_timestamp DESC'] }),
      ).rejects.toEqual(refusedWith('FILTER_INVALID'));
    });
  });
});
