import type {
  ImportBytes,
  ImportBytesReply,
  ImportExperiments,
  ImportExperimentsReply,
  ImportFiles,
  ImportFilesReply,
  ImportKnown,
  ImportKnownReply,
  ImportLoggedModels,
  ImportManyBytesReply,
  ImportModels,
  ImportModelsReply,
  ImportReply,
  ImportRuns,
} from '../import.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';
import type { UploadBody } from './upload-body.ts';

export interface ImportClient {
  readonly known: (request: ImportKnown, options?: CallOptions) => Promise<ImportKnownReply>;
  readonly experiments: (
    request: ImportExperiments,
    options?: CallOptions,
  ) => Promise<ImportExperimentsReply>;
  readonly runs: (request: ImportRuns, options?: CallOptions) => Promise<ImportReply>;
  readonly loggedModels: (request: ImportLoggedModels, options?: CallOptions) => Promise<ImportReply>;
  readonly models: (request: ImportModels, options?: CallOptions) => Promise<ImportModelsReply>;
  /** Gives files their bytes by hash; the reply says which bytes are to be sent first. */
  readonly files: (request: ImportFiles, options?: CallOptions) => Promise<ImportFilesReply>;
  /** Small ones, many at once. */
  readonly manyBytes: (request: ImportBytes, options?: CallOptions) => Promise<ImportManyBytesReply>;
  readonly bytes: (sha256: string, body: UploadBody, options?: CallOptions) => Promise<ImportBytesReply>;
}

export function importClient({ json }: Transport): ImportClient {
  const post = { method: 'POST', harmless: true, long: true } as const;
  return {
    known: (request, options) => json({ ...post, path: '/api/v1/import/known', json: request }, options),
    experiments: (request, options) =>
      json({ ...post, path: '/api/v1/import/experiments', json: request }, options),
    runs: (request, options) => json({ ...post, path: '/api/v1/import/runs', json: request }, options),
    loggedModels: (request, options) =>
      json({ ...post, path: '/api/v1/import/logged-models', json: request }, options),
    models: (request, options) => json({ ...post, path: '/api/v1/import/models', json: request }, options),
    files: (request, options) => json({ ...post, path: '/api/v1/import/files', json: request }, options),
    manyBytes: (request, options) => json({ ...post, path: '/api/v1/import/bytes', json: request }, options),
    bytes: (sha256, upload, options) =>
      json(
        { method: 'PUT', path: at`/api/v1/import/bytes/${sha256}`, upload, harmless: true, long: true },
        options,
      ),
  };
}
