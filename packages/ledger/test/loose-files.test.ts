import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BlobFacts,
  createRun,
  deleteLooseFiles,
  findArtifactOwner,
  findLooseFile,
  keepBlob,
  listArtifactFolder,
  listEvents,
  listLooseFolder,
  putArtifact,
  putLooseFile,
} from '../src/index.ts';
import { testActor as by, bytesOf, type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('files at paths on $name', (store) => {
  let ledger: TestLedger;
  let blob: BlobFacts;
  let other: BlobFacts;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 9 });
    blob = await keepBlob(ledger, bytesOf('one'));
    other = await keepBlob(ledger, bytesOf('another'));
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const put = (path: string, bytes = blob) => putLooseFile(ledger, by, path, bytes);

  test('are found by path, replaced with an event, and go with their folder', async () => {
    await put('0/models/m-1/artifacts/MLmodel');
    await put('0/models/m-1/artifacts/data/model.pkl');
    await put('0/models/m-10/artifacts/MLmodel');
    await put('0/models/m-1/artifacts/MLmodel', other);
    expect(await findLooseFile(ledger, '0/models/m-1/artifacts/MLmodel')).toEqual({
      path: '0/models/m-1/artifacts/MLmodel',
      bytes: 7,
      sha256: other.sha256,
      createdMs: 9,
    });
    expect((await listEvents(ledger, { action: 'file.replaced' })).items).toHaveLength(1);
    expect(await deleteLooseFiles(ledger, by, '0/models/m-1')).toBe(2);
    expect(await deleteLooseFiles(ledger, by, '0/models/m-1')).toBe(0);
    expect(await findLooseFile(ledger, '0/models/m-1/artifacts/MLmodel')).toBeNull();
    expect(await findLooseFile(ledger, '0/models/m-10/artifacts/MLmodel')).not.toBeNull();
    expect((await listEvents(ledger, { action: 'file.deleted' })).items).toHaveLength(1);
  });

  test('are never a file and a folder at once, and their bytes are there', async () => {
    await put('a/b');
    await expect(put('a/b/c')).rejects.toMatchObject({ code: 'ARTIFACT_PATH_INVALID' });
    await expect(put('a')).rejects.toMatchObject({ code: 'ARTIFACT_PATH_INVALID' });
    await expect(put('../a')).rejects.toMatchObject({ code: 'ARTIFACT_PATH_INVALID' });
    await expect(put('x', { ...blob, sha256: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'BLOB_UNKNOWN',
    });
  });

  const tree = ['t/a', 't/a-b/x', 't/a.txt', 't/a0', 't/ab/c/d', 't/ab/c/e', 't/ü/🎬/x', 't/日/x', 'u'];
  const ofT = [
    { name: 'a', bytes: 3 },
    { name: 'a-b', bytes: null },
    { name: 'a.txt', bytes: 3 },
    { name: 'a0', bytes: 3 },
    { name: 'ab', bytes: null },
    { name: 'ü', bytes: null },
    { name: '日', bytes: null },
  ];

  test('are listed a folder at a time, loose', async () => {
    for (const path of tree) await put(path);
    expect(await listLooseFolder(ledger, 't')).toEqual(ofT);
    expect(await listLooseFolder(ledger, 't/ab')).toEqual([{ name: 'c', bytes: null }]);
    expect(await listLooseFolder(ledger, 't/ü/🎬')).toEqual([{ name: 'x', bytes: 3 }]);
    expect(await listLooseFolder(ledger, '')).toEqual(
      expect.arrayContaining([
        { name: 't', bytes: null },
        { name: 'u', bytes: 3 },
      ]),
    );
    for (const none of ['t/a', 't/none', 'none']) expect(await listLooseFolder(ledger, none)).toEqual([]);
  });

  test('are listed a folder at a time, of a run alone', async () => {
    const { run } = await createRun(ledger, by, { id: 'folders' });
    await createRun(ledger, by, { id: 'beside' });
    for (const path of tree) await putArtifact(ledger, by, run.id, path, blob);
    await putArtifact(ledger, by, 'beside', 'tt', blob);
    expect(await listArtifactFolder(ledger, run.id, 't')).toEqual(ofT);
    expect(await listArtifactFolder(ledger, run.id, '')).toEqual([
      { name: 't', bytes: null },
      { name: 'u', bytes: 3 },
    ]);
    await expect(listArtifactFolder(ledger, 'nobody', '')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });

  test('belong to the outermost run that their path names', async () => {
    await createRun(ledger, by, { id: 'outer' });
    await createRun(ledger, by, { id: 'inner' });
    expect(await findArtifactOwner(ledger, '0/outer/artifacts/a/inner/artifacts/b')).toEqual({
      runId: 'outer',
      path: 'a/inner/artifacts/b',
    });
    expect(await findArtifactOwner(ledger, '0/no/artifacts/inner/artifacts/b')).toEqual({
      runId: 'inner',
      path: 'b',
    });
    expect(await findArtifactOwner(ledger, '0/models/m-1/artifacts/MLmodel')).toBeNull();
  });
});
