import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { folderFailed } from '../blobs/blob-failures.ts';
import { removeUnrecordedBlob } from '../blobs/remove-unrecorded-blob.ts';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { readMigrations, readTables, setCounters, type TableShape } from './catalog.store.ts';
import { fileLines } from './file-lines.ts';
import {
  assertSameSchema,
  blobFile,
  damaged,
  type Manifest,
  manifestName,
  parseManifest,
  sumsName,
  tableFile,
} from './manifest.ts';
import { deleteSeeds, insertLines, lockTables, tableInUse } from './rows.store.ts';
import { type TarEntry, tarEntries } from './tar-entries.ts';
import { makeFolder } from './write-backup.ts';

export interface RestoreOptions {
  /** The tables wait here until the whole backup has been read and found sound. */
  readonly tempFolder: string;
  readonly signal?: AbortSignal;
}

export interface RestoredBackup {
  /** When the backup was taken, in milliseconds since 1970. */
  readonly createdMs: number;
  readonly tables: number;
  readonly rows: number;
  readonly blobs: number;
  readonly bytes: number;
}

/**
 * Into an empty record only. Blobs go to their store as they come and rows in one transaction at the end, when the sums
 * have been found right; after a failure the blobs that were brought are removed again.
 */
export async function restoreBackup(
  ledger: Ledger,
  tar: AsyncIterable<Uint8Array>,
  { tempFolder, signal }: RestoreOptions,
): Promise<RestoredBackup> {
  const tables = await readTables(ledger.sql);
  await assertEmpty(ledger, tables);
  const folder = await makeFolder(tempFolder);
  const brought: string[] = [];
  try {
    const manifest = await receive(ledger, tar, folder, brought, signal);
    await fillTables(ledger, tables, manifest, folder);
    return {
      createdMs: manifest.createdMs,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      ...{ blobs: manifest.blobs.count, bytes: manifest.blobs.bytes },
    };
  } catch (error) {
    // What cannot be removed now has no row and goes with the next garbage.
    for (const sha256 of brought) await removeUnrecordedBlob(ledger, sha256).catch(() => {});
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads the tar to its end: tables into the folder, blobs into their store. Throws where anything is not as its sums say. */
async function receive(
  ledger: Ledger,
  tar: AsyncIterable<Uint8Array>,
  folder: string,
  brought: string[],
  signal: AbortSignal | undefined,
): Promise<Manifest> {
  const sums = new Map<string, string>();
  let manifest: Manifest | null = null;
  let sumsText: string | null = null;
  let blobs = 0;
  for await (const entry of tarEntries(tar)) {
    signal?.throwIfAborted();
    const { name } = entry;
    if (sumsText !== null) throw damaged(`has ${quoted(name)} behind its end`);
    if (sums.has(name)) throw damaged(`has ${quoted(name)} twice`);
    if (manifest === null) {
      if (name !== manifestName) throw damaged(`does not begin with ${manifestName}`);
      const text = await smallText(entry, mostManifestBytes);
      sums.set(name, hashOf(text));
      manifest = parseManifest(text);
      assertSameSchema(manifest.migrations, await readMigrations(ledger.sql));
    } else if (name === sumsName) {
      // A line is a hash, two spaces and a name of ours.
      sumsText = await smallText(entry, sums.size * 200);
    } else if (name === blobFile(hashIn(name))) {
      const sha256 = hashIn(name);
      if (!(await ledger.blobs.has(sha256))) brought.push(sha256);
      await ledger.blobs
        .put(entry.bytes, { expect: { sha256, bytes: entry.size }, ...(signal && { signal }) })
        .catch((error: unknown) => {
          const other = error instanceof LedgerError && /^BLOB_(OTHER|CUT_SHORT)$/.test(error.code);
          throw other ? damaged(`holds other bytes than ${name} says`, error) : error;
        });
      sums.set(name, sha256);
      blobs++;
    } else {
      const table = manifest.tables.find((each) => tableFile(each.name) === name);
      if (!table) throw damaged(`holds ${quoted(name)}, which nothing is known of`);
      const sha256 = await spool(entry, folder, table.name);
      if (sha256 !== table.sha256) throw damaged(`holds other rows in ${name} than it was made with`);
      sums.set(name, sha256);
    }
  }
  if (manifest === null) throw damaged('is empty');
  if (sumsText === null) throw damaged(`is cut: it does not end with ${sumsName}`);
  const found = [...sums].map(([name, sha256]) => `${sha256}  ${name}\n`).join('');
  if (found !== sumsText) throw damaged(`does not hold what its ${sumsName} lists`);
  if (blobs !== manifest.blobs.count) {
    throw damaged(`holds ${blobs} blobs, and ${manifest.blobs.count} were backed up`);
  }
  return manifest;
}

async function fillTables(
  ledger: Ledger,
  tables: readonly TableShape[],
  manifest: Manifest,
  folder: string,
): Promise<void> {
  await ledger.transaction(async (inside) => {
    await lockTables(inside.sql, tables);
    await assertEmpty(inside, tables);
    await deleteSeeds(inside.sql);
    for (const table of tables) {
      const backedUp = manifest.tables.find(({ name }) => name === table.name);
      if (!backedUp) throw damaged(`lacks the table ${table.name}`);
      let rows = 0;
      for await (const lines of fileLines(join(folder, table.name))) {
        await insertLines(inside.sql, table, lines);
        rows += lines.length;
      }
      if (rows !== backedUp.rows)
        throw damaged(`holds ${rows} rows of ${table.name} and lists ${backedUp.rows}`);
    }
    await setCounters(inside.sql, manifest.counters);
  });
}

async function assertEmpty(ledger: Ledger, tables: readonly TableShape[]): Promise<void> {
  const used = await tableInUse(ledger.sql, tables);
  if (used === null) return;
  throw new LedgerError(
    'NOT_EMPTY',
    `There is something on record already (in the table ${used}); restore into a new workspace or an empty database.`,
  );
}

async function spool({ bytes }: TarEntry, folder: string, name: string): Promise<string> {
  const failed = (cause: unknown): never => {
    throw folderFailed(folder, cause);
  };
  const file = await open(join(folder, name), 'wx', 0o600).catch(failed);
  const hash = createHash('sha256');
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      await file.appendFile(chunk).catch(failed);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** A few hundred tables and counters fit many times over. */
const mostManifestBytes = 1 << 20;

async function smallText({ name, size, bytes }: TarEntry, mostBytes: number): Promise<string> {
  if (size > mostBytes) throw damaged(`has a ${name} of ${size} bytes, which is none of ours`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function hashIn(name: string): string {
  return /^blobs\/([0-9a-f]{64})$/.exec(name)?.[1] ?? '';
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
