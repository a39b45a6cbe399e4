import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openStore, type Store, workspaceError } from '@verdict/db';
import {
  type BlobStore,
  folderBlobs,
  type Ledger,
  openLedger,
  parseBlobPlace,
  s3Blobs,
} from '@verdict/ledger';
import type { ServerConfig } from './config.ts';

/** The record of one workspace, opened. */
export interface Workspace {
  readonly store: Store;
  readonly ledger: Ledger;
  /** For files that live as long as a request, and for copies of blobs by their hash. */
  readonly tempFolder: string;
  /** Idempotent. */
  readonly close: () => Promise<void>;
}

export type WorkspaceConfig = Pick<
  ServerConfig,
  'home' | 'databaseUrl' | 'blobs' | 's3Endpoint' | 's3Region'
>;

export interface WorkspaceOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** How long to wait for another process that holds the workspace and cannot be asked yet. */
  readonly waitMs?: number;
  /** Schema of the tables in the database. */
  readonly schema?: string;
}

export async function openWorkspace(
  config: WorkspaceConfig,
  { clock = Date.now, waitMs, schema }: WorkspaceOptions = {},
): Promise<Workspace> {
  const home = resolve(config.home);
  const tempFolder = join(home, 'tmp');
  await mkdir(tempFolder, { recursive: true }).catch((cause: unknown) => {
    throw workspaceError(home, cause);
  });
  const [blobs, store] = await Promise.all([
    openBlobs(config, home, tempFolder),
    openStore(
      config.databaseUrl === null
        ? { kind: 'embedded', folder: home, ...(waitMs !== undefined && { waitMs }) }
        : { kind: 'postgres', url: config.databaseUrl },
    ),
  ]);
  try {
    return {
      store,
      ledger: await openLedger({ store, blobs, clock, ...(schema !== undefined && { schema }) }),
      tempFolder,
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function openBlobs(config: WorkspaceConfig, home: string, tempFolder: string): Promise<BlobStore> {
  const place = config.blobs === null ? null : parseBlobPlace(config.blobs);
  if (place?.kind !== 's3') return folderBlobs(place ? resolve(place.folder) : join(home, 'blobs'));
  return s3Blobs({
    bucket: place.bucket,
    prefix: place.prefix,
    tempFolder,
    ...(config.s3Endpoint !== null && { endpoint: config.s3Endpoint }),
    ...(config.s3Region !== null && { region: config.s3Region }),
  });
}
