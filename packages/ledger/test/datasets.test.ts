import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDatasetVersion,
  diffDatasetVersions,
  findDatasetVersionByRows,
  getDataset,
  getDatasetVersion,
  keepBlob,
  listDatasets,
  listDatasetVersions,
  listEvents,
  readFrozenRows,
  verifyDatasetVersion,
} from '../src/index.ts';
import { bytesOf, type TestLedger, testActor, testLedger, textOf } from '../src/testing/index.ts';
import { frozenOf, type Row } from './frozen.ts';

describe.each(testStores())('data sets on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 1_700_000_000_000 });
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  const add = (name: string, rows: readonly Row[], message?: string) => {
    const { frozen, file } = frozenOf(rows);
    return addDatasetVersion(ledger, testActor, { name, frozen, body: bytesOf(file, 4096), message });
  };
  const pathOf = (sha256: string): string =>
    join(ledger.folder, 'blobs', 'sha256', sha256.slice(0, 2), sha256.slice(2));

  it('keep a version with everything that freezing found out', async () => {
    const rows: Row[] = [['good film', 'pos'], ['bad film', 'neg']]; // biome-ignore format: rows
    const { frozen, file } = frozenOf(rows);
    const { added, version } = await add('reviews', rows, 'first\nof all');
    expect(added).toBe(true);
    expect(version).toEqual({
      ...frozen,
      findings: [{ ...frozen.findings[0], message: 'a NUL \ufffd and half \ufffd a pair' }],
      id: version.id,
      dataset: 'reviews',
      number: 1,
      blobSha256: version.blobSha256,
      message: 'first\nof all',
      createdMs: 1_700_000_000_000,
      createdBy: testActor.name,
    });
    const bytes: Buffer[] = [];
    for await (const chunk of await readFrozenRows(ledger, version)) bytes.push(chunk as Buffer);
    expect(Buffer.concat(bytes)).toEqual(file);
    expect((await listEvents(ledger, { subjectKind: 'dataset', subject: 'reviews' })).items).toMatchObject([
      {
        action: 'dataset.version_added',
        actor: testActor.name,
        after: { number: 1, rows: 2, rowsSha256: version.rowsSha256 },
      },
    ]);
  });

  it('know the same rows again, whichever way their file was packed', async () => {
    const rows: Row[] = [['again', 'x'], ['and again', 'y']]; // biome-ignore format: rows
    const first = await add('again', rows);
    const { frozen } = frozenOf(rows);
    const body = Readable.from([Buffer.from('packed in another way')]);
    const second = await addDatasetVersion(ledger, testActor, { name: 'again', frozen, body });
    expect(second).toEqual({ added: false, version: first.version });
    expect(body.destroyed).toBe(true);
    expect((await listEvents(ledger, { subjectKind: 'dataset', subject: 'again' })).items).toHaveLength(1);
    const elsewhere = await add('elsewhere', rows);
    expect(elsewhere).toMatchObject({ added: true, version: { number: 1 } });
    expect(await findDatasetVersionByRows(ledger, frozen.rowsSha256)).toEqual(first.version);
    expect(await findDatasetVersionByRows(ledger, 'f'.repeat(64))).toBeNull();
    expect(await findDatasetVersionByRows(ledger, 'no hash')).toBeNull();
  });

  it('number versions without gaps or repeats, however many come at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        add('crowd', [
          [`row ${index % 16}`, 'x'],
          ['b', 'y'],
        ]),
      ),
    );
    const numbers = all.filter(({ added }) => added).map(({ version }) => version.number);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    expect(await getDataset(ledger, 'crowd')).toMatchObject({ versions: 16, latest: { number: 16 } });
  });

  it('refuse rows put behind a version that is not the latest any more', async () => {
    const append = (onto: number, rows: readonly Row[]) => {
      const { frozen, file } = frozenOf(rows);
      return addDatasetVersion(ledger, testActor, { name: 'behind', frozen, body: bytesOf(file), onto });
    };
    await append(0, [['a', 'x']]);
    await append(1, [['a', 'x'], ['b', 'y']]); // biome-ignore format: rows
    for (const onto of [0, 1, 3]) {
      await expect(append(onto, [['a', 'x'], ['c', 'y']])).rejects.toMatchObject({ code: 'DATASET_MOVED', canRetry: true }); // biome-ignore format: rows
    }
    expect(await append(1, [['a', 'x'], ['b', 'y']])).toMatchObject({ added: false }); // biome-ignore format: rows
    expect(await getDataset(ledger, 'behind')).toMatchObject({ versions: 2 });
  });

  it('are listed by name, and their versions newest first, in pages', async () => {
    for (const name of ['page-b', 'page-a', 'Page-c', 'page.d'])
      await add(name, [
        [name, 'x'],
        ['y', 'y'],
      ]);
    const names: string[] = [];
    let pageToken: string | null = null;
    do {
      const page = await listDatasets(ledger, { limit: 2, pageToken });
      expect(page.items.length).toBeLessThanOrEqual(2);
      names.push(...page.items.map(({ name }) => name));
      pageToken = page.nextPageToken;
    } while (pageToken !== null);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toEqual(expect.arrayContaining(['Page-c', 'page-a', 'page-b', 'page.d', 'reviews']));

    const first = await listDatasetVersions(ledger, 'crowd', { limit: 10 });
    const rest = await listDatasetVersions(ledger, 'crowd', { limit: 10, pageToken: first.nextPageToken });
    expect([...first.items, ...rest.items].map(({ number }) => number)).toEqual(
      Array.from({ length: 16 }, (_, index) => 16 - index),
    );
    expect(rest.nextPageToken).toBeNull();
  });

  it('refuse what is not there and what can be no name', async () => {
    await expect(getDataset(ledger, 'absent')).rejects.toMatchObject({ code: 'DATASET_UNKNOWN' });
    await expect(listDatasetVersions(ledger, 'absent')).rejects.toMatchObject({ code: 'DATASET_UNKNOWN' });
    for (const number of [0, -1, 99, 1.5, 2 ** 40, Number.NaN]) {
      await expect(getDatasetVersion(ledger, 'reviews', number)).rejects.toMatchObject({
        code: 'DATASET_VERSION_UNKNOWN',
        message: expect.stringContaining('from 1 to 1'),
      });
    }
    for (const name of ['../x', '', 'a/b', 'a\0', 'x'.repeat(101)]) {
      await expect(add(name, [['a', 'x']])).rejects.toMatchObject({ code: 'NAME_INVALID' });
      await expect(getDataset(ledger, name)).rejects.toMatchObject({ code: 'NAME_INVALID' });
    }
    await expect(add('m', [['a', 'x']], 'bell \u0007')).rejects.toMatchObject({ code: 'VALUE_INVALID' });
    await expect(add('m', [['a', 'a NUL \0']])).rejects.toMatchObject({ code: 'VALUE_INVALID' });
    await expect(add('m', [['a', 'x'.repeat(2000)]])).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    const classes = Array.from({ length: 10_001 }, (_, index): Row => ['a', `class ${index}`]);
    await expect(add('m', classes)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await expect(getDataset(ledger, 'm')).rejects.toMatchObject({ code: 'DATASET_UNKNOWN' });
  });

  it('record nothing of an upload that breaks off', async () => {
    const { frozen } = frozenOf([['cut', 'x']]);
    const body = (async function* () {
      yield Buffer.from('half');
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    })();
    await expect(addDatasetVersion(ledger, testActor, { name: 'cut', frozen, body })).rejects.toMatchObject({
      code: 'BLOB_CUT_SHORT',
    });
    await expect(getDataset(ledger, 'cut')).rejects.toMatchObject({ code: 'DATASET_UNKNOWN' });
  });

  it('tell versions apart row by row', async () => {
    const long = `${'x'.repeat(198)}😀 and more`;
    const shared = Array.from({ length: 30 }, (_, index): Row => [`shared ${index}`, 'pos']);
    await add('diff', [...shared, ['gone', 'neg'], ['turned', 'pos'], ['twice', 'pos']]);
    await add('diff', [
      ...shared.toReversed(),
      ['turned', 'neg'],
      ['twice', 'pos'],
      ['twice', 'pos'],
      [long, 'neg'],
    ]);
    expect(await diffDatasetVersions(ledger, 'diff', 1, 'latest')).toEqual({
      from: 1,
      to: 2,
      added: 2,
      removed: 1,
      relabelled: 1,
      unchanged: 31,
      examples: {
        added: expect.arrayContaining([
          { text: 'twice', before: ['pos'], after: ['pos', 'pos'] },
          { text: `${'x'.repeat(198)}…`, before: [], after: ['neg'] },
        ]),
        removed: [{ text: 'gone', before: ['neg'], after: [] }],
        relabelled: [{ text: 'turned', before: ['pos'], after: ['neg'] }],
      },
    });
    expect(await diffDatasetVersions(ledger, 'diff', 2, 1)).toMatchObject({
      added: 1,
      removed: 2,
      relabelled: 1,
    });
    expect(await diffDatasetVersions(ledger, 'diff', 2, 2)).toMatchObject({ added: 0, unchanged: 34 });
    await add('many', [['kept', 'x']]);
    await add('many', [
      ['kept', 'x'],
      ...Array.from({ length: 50 }, (_, index): Row => [`new ${index}`, 'y']),
    ]);
    const { added, examples } = await diffDatasetVersions(ledger, 'many', 1, 2);
    expect([added, examples.added.length, examples.added[0].text]).toEqual([50, 20, 'new 0']);
  });

  it('are verified by reading them again', async () => {
    const { version } = await add('sound', [['good', 'pos'], ['bad', 'neg']]); // biome-ignore format: rows
    expect(await verifyDatasetVersion(ledger, 'sound', 1)).toEqual({ intact: true, rows: 2, faults: [] });
    await chmod(pathOf(version.blobSha256), 0o644);
    await writeFile(pathOf(version.blobSha256), frozenOf([['good', 'pos'], ['bad', 'pos']]).file); // biome-ignore format: rows
    expect(await verifyDatasetVersion(ledger, 'sound', 1)).toMatchObject({
      intact: false,
      faults: [expect.stringContaining('changed')],
    });
    await expect(textOf(await readFrozenRows(ledger, version))).rejects.toMatchObject({
      code: 'BLOB_DAMAGED',
    });
    await ledger.blobs.remove(version.blobSha256);
    expect(await verifyDatasetVersion(ledger, 'sound', 'latest')).toMatchObject({ intact: false, rows: 0 });
    expect(await add('sound', [['good', 'pos'], ['bad', 'neg']])).toMatchObject({ added: false }); // biome-ignore format: rows
    expect(await verifyDatasetVersion(ledger, 'sound', 1)).toMatchObject({ intact: true });
  });

  it.each([
    ['other rows than the record says', frozenOf([['good', 'pos'], ['new', 'pos'], ['bad', 'neg']]).file, 3, /3 rows.*2/], // biome-ignore format: rows
    ['no rows at all', gzipSync('not JSON\n'), 0, /line 1 is no row/],
    ['a cut last line', gzipSync('{"text":"good","label":"pos"}\n{"text":'), 1, /last line is cut/],
    ['no packed file', Buffer.from('text,label\n'), 0, /cannot be unpacked/],
  ])('are found wanting with %s', async (_, file, rows, fault) => {
    const { frozen } = frozenOf([['good', 'pos'], ['bad', 'neg']]); // biome-ignore format: rows
    const name = `wanting-${rows}-${file.length}`;
    await addDatasetVersion(ledger, testActor, { name, frozen, body: bytesOf(file) });
    const verified = await verifyDatasetVersion(ledger, name, 1);
    expect(verified).toMatchObject({ intact: false, rows });
    expect(verified.faults.join(' ')).toMatch(fault);
  });

  it('share one blob row however often its bytes are kept', async () => {
    const [one, two] = await Promise.all([
      keepBlob(ledger, bytesOf('kept')),
      keepBlob(ledger, bytesOf('kept')),
    ]);
    expect(one).toEqual(two);
    const rows = await ledger.sql.selectFrom('blob').selectAll().where('sha256', '=', one.sha256).execute();
    expect(rows).toEqual([{ ...one, created_ms: 1_700_000_000_000 }]);
  });
});

describe('the difference of large versions', () => {
  const stores = testStores();
  const store = stores[0];
  afterAll(async () => {
    for (const each of stores) await each.close();
  });

  it('of 500,000 rows takes seconds', { timeout: 120_000 }, async () => {
    const ledger = await testLedger(store);
    const rows = Array.from(
      { length: 500_000 },
      (_, index): Row => [`row number ${index} of many`, `${index % 3}`],
    );
    const changed = rows.map(([text, label], index): Row => [text, index % 1000 === 0 ? 'x' : label]);
    for (const list of [rows, changed]) {
      const { frozen, file } = frozenOf(list);
      await addDatasetVersion(ledger, testActor, { name: 'large', frozen, body: bytesOf(file, 1 << 16) });
    }
    const began = performance.now();
    expect(await diffDatasetVersions(ledger, 'large', 1, 2)).toMatchObject({
      relabelled: 500,
      unchanged: 499_500,
    });
    // Three seconds on two cores of 2020; a slip into quadratic time would take hours.
    expect(performance.now() - began).toBeLessThan(60_000);
    await ledger.remove();
  });
});
