import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestStore } from '@verdict/db/testing';
import { sql } from 'kysely';
import type { BlobStore } from '../blobs/blob-store.ts';
import { folderBlobs } from '../blobs/folder-blobs.ts';
import { type Actor, type Ledger, ledgerOn } from '../ledger.ts';
import { migrations } from '../schema/migrations.ts';
import type { Tables } from '../schema/tables.ts';

export const testActor: Actor = { name: 'local:tester', requestId: null };

export interface TestLedger extends Ledger {
  /** Schema of its tables. */
  readonly schema: string;
  /** Removed with the ledger; blobs lie in its `blobs`, unless others were given. */
  readonly folder: string;
  /** Drops the schema and removes the folder. To be called before the store is closed. */
  readonly remove: () => Promise<void>;
}

export interface TestLedgerOptions {
  readonly clock?: () => number;
  readonly blobs?: BlobStore;
}

/** A ledger in a schema and a folder of its own. */
export async function testLedger(store: TestStore, options: TestLedgerOptions = {}): Promise<TestLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-ledger-'));
  const blobs = options.blobs ?? (await folderBlobs(join(folder, 'blobs')));
  const database = await store.database<Tables>(migrations);
  return {
    ...ledgerOn(database, blobs, options.clock ?? Date.now),
    schema: database.schema,
    folder,
    remove: async () => {
      await sql`drop schema ${sql.id(database.schema)} cascade`.execute(database.sql);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
