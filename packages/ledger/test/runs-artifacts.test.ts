import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BlobFacts,
  createRun,
  deleteArtifact,
  deleteRun,
  getArtifact,
  keepBlob,
  listArtifacts,
  listEvents,
  putArtifact,
} from '../src/index.ts';
import { testActor as by, bytesOf, type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('artifacts on $name', (store) => {
  let ledger: TestLedger;
  let blob: BlobFacts;
  let other: BlobFacts;
  let runs = 0;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 9 });
    blob = await keepBlob(ledger, bytesOf('one'));
    other = await keepBlob(ledger, bytesOf('another'));
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const newRun = async (...paths: readonly string[]): Promise<string> => {
    const { run } = await createRun(ledger, by, { id: `a${++runs}` });
    for (const path of paths) await putArtifact(ledger, by, run.id, path, blob);
    return run.id;
  };
  const pathsOf = async (run: string, prefix?: string): Promise<string[]> =>
    (await listArtifacts(ledger, run, prefix === undefined ? {} : { prefix })).map(({ path }) => path);

  test('are listed by path, of a folder alone where one is named', async () => {
    const run = await newRun('report/b.svg', 'report/a.svg', 'report2/a', 'report.html', 'report-a', 'ü');
    expect(await pathsOf(run)).toEqual([
      'report-a',
      'report.html',
      'report/a.svg',
      'report/b.svg',
      'report2/a',
      'ü',
    ]);
    expect(await pathsOf(run, 'report')).toEqual(['report/a.svg', 'report/b.svg']);
    expect(await pathsOf(run, 'report/')).toEqual(['report/a.svg', 'report/b.svg']);
    expect(await pathsOf(run, 'rep')).toEqual([]);
    expect(await getArtifact(ledger, run, 'report.html')).toEqual({
      path: 'report.html',
      bytes: 3,
      sha256: blob.sha256,
      createdMs: 9,
    });
    await expect(getArtifact(ledger, run, 'report')).rejects.toMatchObject({ code: 'ARTIFACT_UNKNOWN' });
  });

  test('put again with the same bytes change nothing; with others they are replaced, which is told', async () => {
    const run = await newRun('model');
    await putArtifact(ledger, by, run, 'model', blob);
    await putArtifact(ledger, by, run, 'model', other);
    expect(await getArtifact(ledger, run, 'model')).toMatchObject({ sha256: other.sha256, bytes: 7 });
    const { items } = await listEvents(ledger, {
      subjectKind: 'run',
      subject: run,
      action: 'artifact.replaced',
    });
    expect(items).toMatchObject([{ before: { sha256: blob.sha256 }, after: { sha256: other.sha256 } }]);
  });

  test.each([
    [['a'], 'a/b', 'needs a folder where "a" is a file'],
    [['a/b'], 'a/b/c/d', 'needs a folder where "a/b" is a file'],
    [['a/b'], 'a', 'is a folder already: "a/b" lies in it'],
  ])('%j there, %s is refused', async (there, path, fault) => {
    const run = await newRun(...there);
    const refusal = putArtifact(ledger, by, run, path, blob);
    await expect(refusal).rejects.toMatchObject({ code: 'ARTIFACT_PATH_INVALID' });
    await expect(refusal).rejects.toThrow(fault);
    expect(await pathsOf(run)).toEqual(there);
  });

  test('of a file and a folder of one name at once, one is kept', async () => {
    const run = await newRun();
    const outcomes = await Promise.allSettled(
      ['x', 'x/y'].map((path) => putArtifact(ledger, by, run, path, blob)),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await pathsOf(run)).toHaveLength(1);
  });

  test.each(['../x', '/x', 'a\\b', 'a//b', 'a/', '', 'a\0b'])('none is at %j', async (path) => {
    const run = await newRun();
    for (const attempt of [
      () => putArtifact(ledger, by, run, path, blob),
      () => getArtifact(ledger, run, path),
      () => deleteArtifact(ledger, by, run, path),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'ARTIFACT_PATH_INVALID' });
    }
  });

  test('may have paths of 2000 bytes', async () => {
    const path = Array(7).fill('語'.repeat(94)).join('/');
    expect(Buffer.byteLength(path)).toBe(1980);
    const run = await newRun(path);
    expect(await pathsOf(run)).toEqual([path]);
  });

  test('are deleted one by one or by the folder, which is told', async () => {
    const run = await newRun('a/1', 'a/2', 'a/b/3', 'ab');
    await deleteArtifact(ledger, by, run, 'a/1');
    expect(await pathsOf(run)).toEqual(['a/2', 'a/b/3', 'ab']);
    await deleteArtifact(ledger, by, run, 'a');
    expect(await pathsOf(run)).toEqual(['ab']);
    await expect(deleteArtifact(ledger, by, run, 'a')).rejects.toMatchObject({ code: 'ARTIFACT_UNKNOWN' });
    const { items } = await listEvents(ledger, {
      subjectKind: 'run',
      subject: run,
      action: 'artifact.deleted',
    });
    expect(items.map(({ before }) => (before as { path: string }[]).map(({ path }) => path))).toEqual([
      ['a/2', 'a/b/3'],
      ['a/1'],
    ]);
  });

  test('of a deleted run can be read, and not be changed', async () => {
    const run = await newRun('a');
    await deleteRun(ledger, by, run);
    expect(await pathsOf(run)).toEqual(['a']);
    await expect(putArtifact(ledger, by, run, 'b', blob)).rejects.toMatchObject({ code: 'DELETED' });
    await expect(deleteArtifact(ledger, by, run, 'a')).rejects.toMatchObject({ code: 'DELETED' });
  });

  test('of bytes that were never kept are refused', async () => {
    const run = await newRun();
    await expect(
      putArtifact(ledger, by, run, 'a', { sha256: '0'.repeat(64), bytes: 1 }),
    ).rejects.toMatchObject({ code: 'BLOB_UNKNOWN' });
  });
});
