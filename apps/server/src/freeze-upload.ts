import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Actor,
  type AddedDatasetVersion,
  addDatasetVersion,
  assertName,
  type DatasetVersion,
  getDatasetVersion,
  type Ledger,
  LedgerError,
  readFrozenRows,
} from '@verdict/ledger';
import { type EngineQueue, refusedWork } from './engine-queue.ts';
import { fileBytes, withTempPath, writeStream } from './temp-file.ts';

export interface FreezeUpload {
  readonly dataset: string;
  readonly filename: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly text: string | null;
  readonly label: string | null;
  readonly message: string;
  /** Replace what could tell who a text is about. */
  readonly redact: boolean;
  /** The rows of the latest version come first. */
  readonly append: boolean;
}

export interface FreezeContext {
  readonly ledger: Ledger;
  readonly engine: EngineQueue;
  readonly tempFolder: string;
  readonly signal: AbortSignal;
}

/** An upload as the next version of a dataset. Its bytes wait in a file: freezing reads them more than once. */
export async function freezeUpload(
  { ledger, engine, tempFolder, signal }: FreezeContext,
  by: Actor,
  upload: FreezeUpload,
): Promise<AddedDatasetVersion> {
  assertName('dataset', upload.dataset);
  return withTempPath(tempFolder, async (folder) => {
    await mkdir(folder);
    // The readers tell formats by their endings too.
    const [ending = ''] = /(\.[a-z0-9]{1,10}){1,2}$/i.exec(upload.filename) ?? [];
    const uploaded = join(folder, `upload${ending}`);
    const earlier = join(folder, 'before.jsonl.gz');
    const out = join(folder, 'frozen.jsonl.gz');
    await writeStream(uploaded, upload.body, signal);
    const latest = upload.append ? await latestOf(ledger, upload.dataset) : null;
    if (latest) await writeStream(earlier, await readFrozenRows(ledger, latest, { signal }), signal);
    const frozen = await engine
      .run((run) =>
        run(
          'freeze',
          {
            files: [{ path: uploaded, name: upload.filename, text: upload.text, label: upload.label }],
            redact: upload.redact,
            before: latest && earlier,
            ...(latest && { beforeSources: latest.sources }),
            out,
          },
          { signal, onEvent: () => {} },
        ),
      )
      .catch((error: unknown) => {
        const names = new Map([
          [uploaded, upload.filename],
          [earlier, `the latest version of ${upload.dataset}`],
        ]);
        signal.throwIfAborted();
        throw refusedWork(error, 'DATA_REFUSED', names);
      });
    return addDatasetVersion(ledger, by, {
      name: upload.dataset,
      frozen,
      body: fileBytes(out),
      message: upload.message,
      ...(upload.append && { onto: latest?.number ?? 0 }),
      signal,
    });
  });
}

/** To append to a dataset that is not there yet is to begin it. */
async function latestOf(ledger: Ledger, name: string): Promise<DatasetVersion | null> {
  try {
    return await getDatasetVersion(ledger, name, 'latest');
  } catch (error) {
    const absent = ['DATASET_UNKNOWN', 'DATASET_VERSION_UNKNOWN'];
    if (error instanceof LedgerError && absent.includes(error.code)) return null;
    throw error;
  }
}
