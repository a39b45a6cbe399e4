import { join } from 'node:path';
import type { DatasetVersion } from '@verdict/api';
import type { RecordConnection } from './connect-record.ts';
import { download } from './download.ts';
import { dataNumber, type Reference } from './reference.ts';

export interface FetchedRows {
  readonly version: DatasetVersion;
  /** Gzipped JSON lines with `text`, `label` and `source`. */
  readonly path: string;
  /** `name@number` */
  readonly called: string;
}

export async function fetchRows(
  { client }: RecordConnection,
  reference: Reference,
  folder: string,
  signal: AbortSignal,
): Promise<FetchedRows> {
  const version = await client.datasets.version(reference.name, dataNumber(reference));
  const called = `${version.dataset}@${version.number}`;
  const path = join(folder, `${version.dataset}-${version.number}.jsonl.gz`);
  const reply = await client.datasets.rows(version.dataset, version.number);
  await download(reply, { path, sha256: version.blob_sha256, signal, what: `the rows of ${called}` });
  return { version, path, called };
}
