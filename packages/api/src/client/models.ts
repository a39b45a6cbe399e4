import type { NoReply, PageQuery } from '../common.ts';
import type {
  AliasRequest,
  Chain,
  Judgement,
  JudgementsReply,
  JudgeRequest,
  Model,
  ModelsReply,
  ModelVersion,
  ModelVersionsReply,
  PromoteReply,
  PromoteRequest,
  RegisterQuery,
  RegisterReply,
  RollbackReply,
  RollbackRequest,
  UpdateModel,
} from '../models.ts';
import type {
  AbortTrafficRequest,
  Traffic,
  TrafficReport,
  TrafficReportQuery,
  TrafficRequest,
} from '../traffic.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';
import type { UploadBody } from './upload-body.ts';

/** A number, an alias, or `latest`. */
type VersionReference = number | string;

export interface ModelsClient {
  readonly list: (query?: PageQuery, options?: CallOptions) => Promise<ModelsReply>;
  readonly get: (name: string, options?: CallOptions) => Promise<Model>;
  readonly update: (name: string, request: UpdateModel, options?: CallOptions) => Promise<Model>;
  readonly remove: (name: string, options?: CallOptions) => Promise<NoReply>;
  /** The body is a model file. */
  readonly register: (
    name: string,
    body: UploadBody,
    query?: RegisterQuery,
    options?: CallOptions,
  ) => Promise<RegisterReply>;
  /** Newest first. */
  readonly versions: (name: string, query?: PageQuery, options?: CallOptions) => Promise<ModelVersionsReply>;
  readonly version: (name: string, version: VersionReference, options?: CallOptions) => Promise<ModelVersion>;
  readonly removeVersion: (
    name: string,
    version: VersionReference,
    options?: CallOptions,
  ) => Promise<NoReply>;
  /** The model file; its body is the caller's to read. */
  readonly file: (name: string, version: VersionReference, options?: CallOptions) => Promise<Response>;
  readonly chain: (name: string, version: VersionReference, options?: CallOptions) => Promise<Chain>;
  readonly judge: (name: string, request: JudgeRequest, options?: CallOptions) => Promise<Judgement>;
  readonly judgements: (name: string, query?: PageQuery, options?: CallOptions) => Promise<JudgementsReply>;
  /** A refusal by the judge is an answer: `promoted` is false and the judgement says why. */
  readonly promote: (name: string, request: PromoteRequest, options?: CallOptions) => Promise<PromoteReply>;
  readonly rollback: (
    name: string,
    request?: RollbackRequest,
    options?: CallOptions,
  ) => Promise<RollbackReply>;
  readonly setAlias: (
    name: string,
    alias: string,
    request: AliasRequest,
    options?: CallOptions,
  ) => Promise<Model>;
  readonly removeAlias: (name: string, alias: string, options?: CallOptions) => Promise<Model>;
  /** The trial of a challenger; refused with TRAFFIC_UNKNOWN where there is none. */
  readonly traffic: (name: string, options?: CallOptions) => Promise<Traffic>;
  /** Begins one, or changes its share or rules. */
  readonly setTraffic: (name: string, request: TrafficRequest, options?: CallOptions) => Promise<Traffic>;
  /** The champion answers everything again; the trial stays on record with the reason. */
  readonly abortTraffic: (
    name: string,
    request?: AbortTrafficRequest,
    options?: CallOptions,
  ) => Promise<Traffic>;
  /** The trial is over, and the alias of its challenger taken away. */
  readonly endTraffic: (name: string, options?: CallOptions) => Promise<Traffic>;
  readonly trafficReport: (
    name: string,
    query?: TrafficReportQuery,
    options?: CallOptions,
  ) => Promise<TrafficReport>;
}

export function modelsClient({ json, open }: Transport): ModelsClient {
  const get = { method: 'GET', harmless: true } as const;
  const remove = { method: 'DELETE', harmless: true } as const;
  return {
    list: (query, options) => json({ ...get, path: '/api/v1/models', query: { ...query } }, options),
    get: (name, options) => json({ ...get, path: at`/api/v1/models/${name}` }, options),
    update: (name, request, options) =>
      json({ method: 'PATCH', path: at`/api/v1/models/${name}`, json: request, harmless: true }, options),
    remove: (name, options) => json({ ...remove, path: at`/api/v1/models/${name}` }, options),
    register: (name, upload, query, options) =>
      json(
        {
          method: 'POST',
          path: at`/api/v1/models/${name}/versions`,
          query: { ...query },
          upload,
          // The same file from the same run is the version that is there.
          harmless: true,
          long: true,
        },
        options,
      ),
    versions: (name, query, options) =>
      json({ ...get, path: at`/api/v1/models/${name}/versions`, query: { ...query } }, options),
    version: (name, version, options) =>
      json({ ...get, path: at`/api/v1/models/${name}/versions/${version}` }, options),
    removeVersion: (name, version, options) =>
      json({ ...remove, path: at`/api/v1/models/${name}/versions/${version}` }, options),
    file: (name, version, options) =>
      open({ ...get, path: at`/api/v1/models/${name}/versions/${version}/file`, long: true }, options),
    chain: (name, version, options) =>
      json({ ...get, path: at`/api/v1/models/${name}/versions/${version}/chain` }, options),
    judge: (name, request, options) => json(change('judge', name, request), options),
    judgements: (name, query, options) =>
      json({ ...get, path: at`/api/v1/models/${name}/judgements`, query: { ...query } }, options),
    promote: (name, request, options) => json(change('promote', name, request), options),
    rollback: (name, request = {}, options) => json(change('rollback', name, request), options),
    setAlias: (name, alias, request, options) =>
      json(
        {
          method: 'PUT',
          path: at`/api/v1/models/${name}/aliases/${alias}`,
          json: request,
          harmless: true,
        },
        options,
      ),
    removeAlias: (name, alias, options) =>
      json({ ...remove, path: at`/api/v1/models/${name}/aliases/${alias}` }, options),
    traffic: (name, options) => json({ ...get, path: at`/api/v1/models/${name}/traffic` }, options),
    setTraffic: (name, request, options) =>
      json(
        { method: 'PUT', path: at`/api/v1/models/${name}/traffic`, json: request, harmless: true },
        options,
      ),
    abortTraffic: (name, request = {}, options) =>
      json(
        {
          method: 'POST',
          path: at`/api/v1/models/${name}/traffic/abort`,
          json: request,
          // What is aborted stays so.
          harmless: true,
        },
        options,
      ),
    endTraffic: (name, options) => json({ ...remove, path: at`/api/v1/models/${name}/traffic` }, options),
    trafficReport: (name, query, options) =>
      json({ ...get, path: at`/api/v1/models/${name}/traffic/report`, query: { ...query } }, options),
  };
}

/** A second judgement is a second row, a second rollback goes back one further: neither is repeated unasked. */
function change(verb: string, name: string, json: unknown) {
  return {
    method: 'POST',
    path: at`/api/v1/models/${name}/${verb}`,
    json,
    harmless: false,
    long: true,
  } as const;
}
