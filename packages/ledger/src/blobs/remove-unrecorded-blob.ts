import type { Ledger } from '../ledger.ts';
import { hasBlobRow, lockBlob } from './blobs.store.ts';

/** Removes bytes that have no row, under the lock that `keepBlob` writes rows under. False: they have one. */
export function removeUnrecordedBlob(ledger: Ledger, sha256: string): Promise<boolean> {
  return ledger.transaction(async (inside) => {
    await lockBlob(inside, sha256);
    if (await hasBlobRow(inside, sha256)) return false;
    await inside.blobs.remove(sha256);
    return true;
  });
}
