import type { BlobFacts, StagedBlob } from '../blobs/blob-store.ts';
import { lockBlobs, upsertBlobs } from '../blobs/blobs.store.ts';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';

export interface SmallBlob {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Each waits for a disk or a bucket, not for a processor. */
const atOnce = 8;

/**
 * As `keepBlob`, of many small ones in one transaction: for a thousand runs with a small file each, transactions would be
 * most of the work. All of them are kept, or none.
 */
export async function keepBlobs(
  ledger: Ledger,
  blobs: readonly SmallBlob[],
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly BlobFacts[]> {
  const once = [...new Map(blobs.map((blob) => [blob.sha256, blob])).values()];
  const staged: StagedBlob[] = [];
  try {
    await inTurn(once, async ({ sha256, bytes }) => {
      const blob = await ledger.blobs.stage(only(bytes), { ...(signal && { signal }) });
      staged.push(blob);
      if (blob.sha256 !== sha256) {
        throw new LedgerError(
          'BLOB_OTHER',
          `The bytes that came hash to ${blob.sha256} and ${sha256} was announced; send the ones that were meant.`,
        );
      }
      await blob.upload();
    });
    const facts = staged.map(({ sha256, md5, bytes }) => ({ sha256, md5, bytes }));
    await ledger.transaction(async (inside) => {
      await lockBlobs(
        inside,
        facts.map(({ sha256 }) => sha256),
      );
      await inTurn(staged, (blob) => blob.publish());
      await upsertBlobs(inside, facts, inside.clock());
    });
    return facts;
  } finally {
    await Promise.all(staged.map((blob) => blob.discard()));
  }
}

/** A few at a time. Where one fails, those under way are waited for: nothing is staged after that. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const item = items[next++];
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
