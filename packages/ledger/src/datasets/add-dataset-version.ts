import { Readable } from 'node:stream';
import { isForeignKeyViolation } from '@verdict/db';
import { keepBlob } from '../blobs/keep-blob.ts';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertName, assertStorable, assertText } from '../names.ts';
import type { ClassRows, DatasetVersion, FrozenFacts } from './dataset.ts';
import { insertVersion, lockDataset, selectDataset, selectVersionByRows } from './datasets.store.ts';
import { getDatasetVersion } from './read-datasets.ts';

export interface NewDatasetVersion {
  readonly name: string;
  readonly frozen: FrozenFacts;
  /** The frozen file. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly message?: string | undefined;
  /** Number of the version that these rows were put behind, 0 where there was none: refused where it is not the latest any more. */
  readonly onto?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AddedDatasetVersion {
  /** False: these rows were there already, as this version. */
  readonly added: boolean;
  readonly version: DatasetVersion;
}

/** They stand in the version's row, which lists read whole. A classifier of more would fit in no list anyway. */
const mostClasses = 10_000;
const longestLabel = 1_000;
const longestMessage = 2_000;

/** The same rows again are the version that is there, however their file was written. */
export async function addDatasetVersion(
  ledger: Ledger,
  by: Actor,
  { name, frozen, body, message = '', onto, signal }: NewDatasetVersion,
): Promise<AddedDatasetVersion> {
  assertName('dataset', name);
  assertText('message', message, longestMessage, { lines: true });
  assertClasses(frozen.classes);
  const known = await selectVersionByRows(ledger.sql, name, frozen.rowsSha256);
  // Bytes that were lost or damaged come back with the same rows.
  if (known && (await isIntact(ledger, known.blobSha256, signal))) {
    if (body instanceof Readable) body.destroy();
    return { added: false, version: known };
  }
  const { sha256 } = await keepBlob(ledger, body, signal ? { signal } : {});
  const adding = ledger.transaction(async (inside) => {
    const datasetId = await lockDataset(inside.sql, name, inside.clock());
    const there = await selectVersionByRows(inside.sql, name, frozen.rowsSha256);
    if (there) return { added: false, version: there };
    if (onto !== undefined) await assertLatest(inside, name, onto);
    const number = await insertVersion(inside.sql, {
      ...frozen,
      datasetId,
      blobSha256: sha256,
      message,
      createdMs: inside.clock(),
      createdBy: by.name,
      requestId: by.requestId,
    });
    await recordEvent(inside, by, {
      action: 'dataset.version_added',
      subjectKind: 'dataset',
      subject: name,
      after: { number, rowsSha256: frozen.rowsSha256, rows: frozen.rows },
    });
    return { added: true, version: await getDatasetVersion(inside, name, number) };
  });
  return adding.catch((cause: unknown) => {
    if (!isForeignKeyViolation(cause)) throw cause;
    // It takes an age of nearly nothing for garbage, and a collection in this very moment.
    throw new LedgerError(
      'BLOB_UNKNOWN',
      'The rows were collected as garbage before they were recorded; send them again.',
      {
        cause,
      },
    );
  });
}

/** Reads them all: the size of damaged bytes is often right. */
async function isIntact(ledger: Ledger, sha256: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    for await (const _ of await ledger.blobs.get(sha256, signal ? { signal } : {}));
    return true;
  } catch (error) {
    const lost = ['BLOB_UNKNOWN', 'BLOB_DAMAGED'];
    if (error instanceof LedgerError && lost.includes(error.code)) return false;
    throw error;
  }
}

/** Of two that append at once, the second would leave out the rows of the first. */
async function assertLatest(inside: Ledger, name: string, onto: number): Promise<void> {
  const latest = (await selectDataset(inside.sql, name))?.versions ?? 0;
  if (latest === onto) return;
  throw new LedgerError(
    'DATASET_MOVED',
    `Version ${latest} of ${name} was added while rows were put behind version ${onto}; append them again.`,
  );
}

function assertClasses(classes: readonly ClassRows[]): void {
  if (classes.length > mostClasses) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `There are ${classes.length} classes, and a version has at most ${mostClasses}; check that the label column is the one meant.`,
    );
  }
  for (const { label } of classes) assertStorable('A label', label, longestLabel);
}
