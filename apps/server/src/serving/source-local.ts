import { buffer } from 'node:stream/consumers';
import { findServable, type Ledger, listServing } from '@verdict/ledger';
import type { ServingSource } from './serving-source.ts';

/** The record is in this process. */
export function localSource(ledger: Ledger): ServingSource {
  return {
    read: async (revision) => {
      const serving = await listServing(ledger);
      return serving.revision === revision ? null : serving;
    },
    version: (model, version) => findServable(ledger, { model, version }),
    bytes: async (sha256) => buffer(await ledger.blobs.get(sha256)),
  };
}
