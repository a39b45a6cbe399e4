import type { PageQuery } from '../common.ts';
import type {
  AddVersionQuery,
  AddVersionReply,
  Dataset,
  DatasetDiff,
  DatasetsReply,
  DatasetVersion,
  DatasetVersionsReply,
  DiffQuery,
  VerifyReply,
} from '../datasets.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';
import type { UploadBody } from './upload-body.ts';

type VersionNumber = number | 'latest';

export interface DatasetsClient {
  readonly list: (query?: PageQuery, options?: CallOptions) => Promise<DatasetsReply>;
  readonly get: (name: string, options?: CallOptions) => Promise<Dataset>;
  /** The body is a file of rows; the server checks, profiles and freezes them. */
  readonly add: (
    name: string,
    body: UploadBody,
    query: AddVersionQuery,
    options?: CallOptions,
  ) => Promise<AddVersionReply>;
  /** Newest first. */
  readonly versions: (
    name: string,
    query?: PageQuery,
    options?: CallOptions,
  ) => Promise<DatasetVersionsReply>;
  readonly version: (name: string, number: VersionNumber, options?: CallOptions) => Promise<DatasetVersion>;
  /** The frozen rows, gzipped JSON lines; the body is the caller's to read. */
  readonly rows: (name: string, number: VersionNumber, options?: CallOptions) => Promise<Response>;
  readonly diff: (
    name: string,
    query: { readonly from: VersionNumber; readonly to: VersionNumber },
    options?: CallOptions,
  ) => Promise<DatasetDiff>;
  readonly verify: (name: string, number: VersionNumber, options?: CallOptions) => Promise<VerifyReply>;
}

export function datasetsClient({ json, open }: Transport): DatasetsClient {
  const get = { method: 'GET', harmless: true } as const;
  return {
    list: (query, options) => json({ ...get, path: '/api/v1/datasets', query: { ...query } }, options),
    get: (name, options) => json({ ...get, path: at`/api/v1/datasets/${name}` }, options),
    add: (name, upload, query, options) =>
      json(
        {
          method: 'POST',
          path: at`/api/v1/datasets/${name}/versions`,
          query,
          upload,
          // The same rows again are the version that is there; appended twice they are another.
          harmless: query.append !== true,
          long: true,
        },
        options,
      ),
    versions: (name, query, options) =>
      json({ ...get, path: at`/api/v1/datasets/${name}/versions`, query: { ...query } }, options),
    version: (name, number, options) =>
      json({ ...get, path: at`/api/v1/datasets/${name}/versions/${number}` }, options),
    rows: (name, number, options) =>
      open({ ...get, path: at`/api/v1/datasets/${name}/versions/${number}/rows`, long: true }, options),
    diff: (name, { from, to }, options) => {
      const query: DiffQuery = { from: String(from), to: String(to) };
      return json({ ...get, path: at`/api/v1/datasets/${name}/diff`, query, long: true }, options);
    },
    verify: (name, number, options) =>
      json(
        {
          method: 'POST',
          path: at`/api/v1/datasets/${name}/versions/${number}/verify`,
          harmless: true,
          long: true,
        },
        options,
      ),
  };
}
