import { buffer } from 'node:stream/consumers';
import { findServable, type Ledger, LedgerError, listServing } from '@verdict/ledger';
import { ServeError } from '@verdict/serve';
import type { ServingSource } from './serving-source.ts';

/** The record is in this process. */
export function localSource(ledger: Ledger): ServingSource {
  return {
    read: async (revision) => {
      const serving = await listServing(ledger);
      return serving.revision === revision ? null : serving;
    },
    version: (model, version) => findServable(ledger, { model, version }),
    bytes: async (sha256) => {
      try {
        return await buffer(await ledger.blobs.get(sha256));
      } catch (cause) {
        if (!(cause instanceof LedgerError) || cause.canRetry) throw cause;
        throw new ServeError('MODEL_REFUSED', `its file cannot be had: ${cause.message}`, { cause });
      }
    },
  };
}
