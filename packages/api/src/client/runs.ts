import type { NoReply } from '../common.ts';
import type {
  Artifact,
  ArtifactsReply,
  CompareRuns,
  CreateRun,
  LogBatch,
  MetricHistoryQuery,
  MetricHistoryReply,
  Run,
  RunsReply,
  SearchRuns,
  UpdateRun,
} from '../runs.ts';
import { at, atPath } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';
import type { UploadBody } from './upload-body.ts';

export interface RunsClient {
  /** Without an id the client makes one, so that a repeat makes no second run. */
  readonly create: (request?: CreateRun, options?: CallOptions) => Promise<Run>;
  readonly get: (id: string, options?: CallOptions) => Promise<Run>;
  readonly update: (id: string, request: UpdateRun, options?: CallOptions) => Promise<Run>;
  readonly remove: (id: string, options?: CallOptions) => Promise<NoReply>;
  readonly restore: (id: string, options?: CallOptions) => Promise<NoReply>;
  /** Metrics without a time get this moment's before the first attempt, so that a repeat adds no points. */
  readonly log: (id: string, batch: LogBatch, options?: CallOptions) => Promise<NoReply>;
  readonly search: (request?: SearchRuns, options?: CallOptions) => Promise<RunsReply>;
  readonly compare: (ids: readonly string[], options?: CallOptions) => Promise<CompareRuns>;
  readonly metrics: (
    id: string,
    query: MetricHistoryQuery,
    options?: CallOptions,
  ) => Promise<MetricHistoryReply>;
  readonly artifacts: (id: string, options?: CallOptions) => Promise<ArtifactsReply>;
  readonly putArtifact: (
    id: string,
    path: string,
    body: UploadBody,
    options?: CallOptions,
  ) => Promise<Artifact>;
  /** Its body is the caller's to read. */
  readonly artifact: (id: string, path: string, options?: CallOptions) => Promise<Response>;
}

export function runsClient({ json, open }: Transport): RunsClient {
  const get = { method: 'GET', harmless: true } as const;
  const post = { method: 'POST', harmless: true } as const;
  return {
    create: (request = {}, options) => {
      const made = { id: crypto.randomUUID().replaceAll('-', ''), start_ms: Date.now() };
      return json({ ...post, path: '/api/v1/runs', json: { ...made, ...request } }, options);
    },
    get: (id, options) => json({ ...get, path: at`/api/v1/runs/${id}` }, options),
    update: (id, request, options) =>
      json({ method: 'PATCH', path: at`/api/v1/runs/${id}`, json: request, harmless: true }, options),
    remove: (id, options) =>
      json({ method: 'DELETE', path: at`/api/v1/runs/${id}`, harmless: true }, options),
    restore: (id, options) => json({ ...post, path: at`/api/v1/runs/${id}/restore` }, options),
    log: (id, batch, options) => {
      const now = Date.now();
      const metrics = batch.metrics?.map((point) => ({ ...point, at_ms: point.at_ms ?? now }));
      const timed = metrics ? { ...batch, metrics } : batch;
      return json({ ...post, path: at`/api/v1/runs/${id}/log`, json: timed }, options);
    },
    search: (request = {}, options) => json({ ...post, path: '/api/v1/runs/search', json: request }, options),
    compare: (ids, options) =>
      json({ ...get, path: '/api/v1/runs/compare', query: { ids: ids.join(',') } }, options),
    metrics: (id, query, options) => json({ ...get, path: at`/api/v1/runs/${id}/metrics`, query }, options),
    artifacts: (id, options) => json({ ...get, path: at`/api/v1/runs/${id}/artifacts` }, options),
    putArtifact: (id, path, upload, options) =>
      json(
        {
          method: 'PUT',
          path: atPath(at`/api/v1/runs/${id}/artifacts`, path),
          upload,
          harmless: true,
          long: true,
        },
        options,
      ),
    artifact: (id, path, options) =>
      open({ ...get, path: atPath(at`/api/v1/runs/${id}/artifacts`, path), long: true }, options),
  };
}
