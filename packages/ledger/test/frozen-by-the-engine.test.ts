import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testStores } from '@verdict/db/testing';
import { runInEngine } from '@verdict/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDatasetVersion,
  diffDatasetVersions,
  getDatasetVersion,
  verifyDatasetVersion,
} from '../src/index.ts';
import { type TestLedger, testActor, testLedger } from '../src/testing/index.ts';

/** Two rooms that do not know each other agree on what a frozen version is. */
describe('the first 10,000 rows, and then the rest', () => {
  const [store] = testStores();
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store);
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  it('are two versions, of which the second has the first in front', { timeout: 120_000 }, async () => {
    const lineOf = (row: number): string =>
      `"Review ${row}, «ünlike» ""any"" other 😀",${row % 2 ? 'positive' : 'negative'}\n`;
    const csv = (from: number, to: number): string =>
      `review,sentiment\n${Array.from({ length: to - from }, (_, at) => lineOf(from + at)).join('')}`;
    const parts = [csv(0, 10_000), csv(10_000, 25_000), csv(0, 25_000)];
    for (const [at, text] of parts.entries()) await writeFile(join(ledger.folder, `${at}.csv`), text);
    const freeze = async (at: number, before: number | null, name = 'reviews') => {
      const out = join(ledger.folder, `frozen-${at}.jsonl.gz`);
      const frozen = await runInEngine(
        'freeze',
        {
          files: [{ path: join(ledger.folder, `${at}.csv`), name: `${at}.csv`, text: null, label: null }],
          before: before === null ? null : join(ledger.folder, `frozen-${before}.jsonl.gz`),
          ...(before !== null && {
            beforeSources: (await getDatasetVersion(ledger, name, 'latest')).sources,
          }),
          out,
        },
        { signal: new AbortController().signal, onEvent: () => {} },
      );
      return addDatasetVersion(ledger, testActor, { name, frozen, body: createReadStream(out) });
    };
    const first = await freeze(0, null);
    const second = await freeze(1, 0);
    expect([first.version.rows, second.version.rows]).toEqual([10_000, 25_000]);
    expect(second.version.sources.map(({ name, rows }) => [name, rows])).toEqual([
      ['0.csv', 10_000],
      ['1.csv', 15_000],
    ]);
    expect(await verifyDatasetVersion(ledger, 'reviews', 1)).toMatchObject({ intact: true, rows: 10_000 });
    expect(await verifyDatasetVersion(ledger, 'reviews', 2)).toMatchObject({ intact: true, rows: 25_000 });
    expect(await diffDatasetVersions(ledger, 'reviews', 1, 2)).toMatchObject({
      added: 15_000,
      removed: 0,
      relabelled: 0,
      unchanged: 10_000,
    });
    // The same rows out of one file are the version that is there.
    expect(await freeze(2, null)).toEqual({ added: false, version: second.version });
  });
});
