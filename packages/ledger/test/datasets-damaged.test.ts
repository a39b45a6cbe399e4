import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDatasetVersion, verifyDatasetVersion } from '../src/index.ts';
import { bytesOf, type TestLedger, testActor, testLedger } from '../src/testing/index.ts';
import { frozenOf, type Row } from './frozen.ts';

describe.each(testStores())('damaged rows on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store);
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  it('are mended by the same rows, as their refusal says', async () => {
    const rows: Row[] = [['good film', 'pos'], ['bad film', 'neg']]; // biome-ignore format: rows
    const add = () => {
      const { frozen, file } = frozenOf(rows);
      return addDatasetVersion(ledger, testActor, { name: 'reviews', frozen, body: bytesOf(file, 4096) });
    };
    const { blobSha256 } = (await add()).version;
    const path = join(ledger.folder, 'blobs', 'sha256', blobSha256.slice(0, 2), blobSha256.slice(2));
    const bytes = await readFile(path);
    bytes[bytes.length - 1] ^= 1;
    await chmod(path, 0o644);
    await writeFile(path, bytes);
    expect(await verifyDatasetVersion(ledger, 'reviews', 1)).toMatchObject({ intact: false });
    expect(await add()).toMatchObject({ added: false });
    expect(await verifyDatasetVersion(ledger, 'reviews', 1)).toMatchObject({ intact: true });
  });
});
