import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { folderFailed } from '../blobs/blob-failures.ts';
import type { Ledger } from '../ledger.ts';
import {
  readCounters,
  readDatabaseVersion,
  readMigrations,
  readTables,
  type TableShape,
} from './catalog.store.ts';
import { backupFormat, type Manifest, type TableInBackup } from './manifest.ts';
import { rowLines } from './rows.store.ts';

/** A restored record must not sign in who has signed out since. */
const leftEmpty: ReadonlySet<string> = new Set(['session']);

export type TablesSpooled = Omit<Manifest, 'blobs'>;

/**
 * Every table into a file of its own, as all of them were at one moment. The transaction lasts as long as the tables
 * take to read: blobs, which never change, are read after it. On the embedded store others wait that long.
 */
export function spoolTables(ledger: Ledger, folder: string, signal?: AbortSignal): Promise<TablesSpooled> {
  return ledger.transaction(async (inside) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(inside.sql);
    const tables: TableInBackup[] = [];
    for (const table of await readTables(inside.sql)) {
      tables.push(await spoolTable(inside, table, folder, signal));
    }
    return {
      format: backupFormat,
      createdMs: inside.clock(),
      database: await readDatabaseVersion(inside.sql),
      migrations: await readMigrations(inside.sql),
      tables,
      counters: await readCounters(inside.sql),
    };
  });
}

async function spoolTable(
  inside: Ledger,
  table: TableShape,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<TableInBackup> {
  const failed = (cause: unknown): never => {
    throw folderFailed(folder, cause);
  };
  const file = await open(join(folder, table.name), 'wx', 0o600).catch(failed);
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  try {
    for await (const lines of leftEmpty.has(table.name) ? [] : rowLines(inside.sql, table)) {
      signal?.throwIfAborted();
      const chunk = Buffer.from(`${lines.join('\n')}\n`);
      hash.update(chunk);
      await file.appendFile(chunk).catch(failed);
      rows += lines.length;
      bytes += chunk.length;
    }
  } finally {
    await file.close();
  }
  return { name: table.name, rows, bytes, sha256: hash.digest('hex') };
}
