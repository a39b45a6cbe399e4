import type { Ledger } from '../ledger.ts';
import type { BlobFacts, PutOptions } from './blob-store.ts';
import { lockBlob, upsertBlob } from './blobs.store.ts';

/**
 * The bytes into the store, and their row into the record: what a row may refer to from now on. Bytes that nothing
 * refers to are collected some time later, so the row that does comes next.
 *
 * Publishing and the row happen under the lock that `collectGarbage` removes bytes under. Without it, bytes found to be
 * there already could be removed before their row is written.
 */
export async function keepBlob(
  ledger: Ledger,
  bytes: AsyncIterable<Uint8Array>,
  options: PutOptions = {},
): Promise<BlobFacts> {
  const staged = await ledger.blobs.stage(bytes, options);
  try {
    await staged.upload();
    const { sha256, md5, bytes: length } = staged;
    const facts: BlobFacts = { sha256, md5, bytes: length };
    await ledger.transaction(async (inside) => {
      await lockBlob(inside, sha256);
      await staged.publish();
      await upsertBlob(inside, facts, inside.clock());
    });
    return facts;
  } finally {
    await staged.discard();
  }
}
