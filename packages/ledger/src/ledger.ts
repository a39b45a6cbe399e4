import type { Database, Store } from '@verdict/db';
import type { Kysely } from 'kysely';
import type { BlobStore } from './blobs/blob-store.ts';
import { migrations } from './schema/migrations.ts';
import type { Tables } from './schema/tables.ts';

/** What every verb of the record works on. */
export interface Ledger {
  /** The database, or the transaction that this ledger is inside of. */
  readonly sql: Kysely<Tables>;
  /** All of `work` or nothing of it; inside of one already, it joins that one. */
  readonly transaction: <Result>(work: (inside: Ledger) => Promise<Result>) => Promise<Result>;
  readonly blobs: BlobStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** On whose behalf something is done, for the record. */
export interface Actor {
  /** `ada`, `ada/key:build` or `local:ada`. */
  readonly name: string;
  readonly requestId: string | null;
}

export interface LedgerOptions {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly clock: () => number;
  /** Schema of the tables in the database. */
  readonly schema?: string;
}

export async function openLedger({
  store,
  blobs,
  clock,
  schema = 'verdict',
}: LedgerOptions): Promise<Ledger> {
  return ledgerOn(await store.database<Tables>({ schema, migrations }), blobs, clock);
}

export function ledgerOn(db: Database<Tables>, blobs: BlobStore, clock: () => number): Ledger {
  return {
    sql: db.sql,
    blobs,
    clock,
    transaction: (work) =>
      db.transaction((tx) => {
        const inside: Ledger = { sql: tx, blobs, clock, transaction: (nested) => nested(inside) };
        return work(inside);
      }),
  };
}
