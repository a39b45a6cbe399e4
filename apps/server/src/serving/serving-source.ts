import type { Serving, ServingVersion } from '@verdict/ledger';

/**
 * Where a process hears what to serve. The record itself (`source-local.ts`), or another process that has it
 * (`source-remote.ts`); both pass one contract.
 */
export interface ServingSource {
  /** What is to be served now; null: just what was to be served at that revision. */
  readonly read: (revision: string | null) => Promise<Serving | null>;
  /** One version on record that can serve, whether or not it is in service; null: there is none. */
  readonly version: (model: string, version: number) => Promise<ServingVersion | null>;
  /** A model file by its hash, whole, and hashed on the way. MODEL_REFUSED where it is lost for good. */
  readonly bytes: (sha256: string) => Promise<Uint8Array>;
}
